package io.github.orrery.cli;

import io.github.orrery.problem.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One call of the program: words become a command, whatever happens becomes a message and an exit status. */
final class CommandLineRun {
    private CommandLineRun() {}

    static int run(String[] arguments, Console console) {
        int status = execute(arguments, console);
        console.err().flush();
        if (console.out().checkError() && status == ExitStatus.DONE) {
            console.err().println("orrery: standard output cannot be written");
            status = ExitStatus.WORLD_FAILED;
        }
        console.err().flush();
        return status;
    }

    private static int execute(String[] arguments, Console console) {
        CommandLine line = OrreryCommand.commandLine(console, arguments);
        line.setParameterExceptionHandler((wrong, words) -> wrongUsage(wrong, console.err()));
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, console));
        try {
            return line.execute(arguments);
        } catch (VirtualMachineError | LinkageError e) {
            return isOutOfMemory(e) ? outOfMemory(console) : bug(e, console);
        }
    }

    private static int outOfMemory(Console console) {
        console.err().println("orrery: not enough memory; --memory 1g allows more");
        return ExitStatus.WORLD_FAILED;
    }

    /** Also where another thread ran out of it, and the one that waited for that says so in its own words. */
    private static boolean isOutOfMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean isWhileLoading = cause instanceof ExceptionInInitializerError // which only names what it was
                    && String.valueOf(cause.getMessage()).contains(OutOfMemoryError.class.getName());
            if (cause instanceof OutOfMemoryError || isWhileLoading) {
                return true;
            }
        }
        return false;
    }

    private static int wrongUsage(ParameterException wrong, PrintWriter err) {
        err.println("orrery: " + Problem.oneLine(inWords(wrong)));
        err.println("'" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help' shows what there is.");
        return ExitStatus.WRONG_USAGE;
    }

    private static String inWords(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(wrong.getMessage());
        }
        String word = unmatched.getUnmatched().get(0);
        boolean atTop = wrong.getCommandLine().getParent() == null;
        String what = word.startsWith("-") ? "option" : atTop ? "command" : "argument";
        List<String> near = unmatched.getSuggestions().stream()
                .filter(known -> known.charAt(0) == word.charAt(0))
                .toList();
        return "unknown " + what + " " + Problem.quote(word)
                + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?");
    }

    private static int failed(Exception failure, Console console) {
        if (isOutOfMemory(failure)) {
            return outOfMemory(console);
        }
        IOException cause = null;
        if (failure instanceof IOException io) {
            cause = io;
        } else if (failure instanceof UncheckedIOException unchecked) {
            cause = unchecked.getCause();
        }
        if (cause == null) {
            return bug(failure, console);
        }
        console.err().println("orrery: " + Problem.oneLine(inWords(cause)));
        return ExitStatus.WORLD_FAILED;
    }

    /** The JDK's file exceptions say only the path and leave what happened to their type. */
    private static String inWords(IOException e) {
        if (e instanceof FileSystemException file && file.getReason() == null) {
            String path = String.valueOf(file.getFile());
            if (e instanceof NoSuchFileException) {
                return path + ": there is no such file";
            }
            if (e instanceof AccessDeniedException) {
                return path + ": access is denied";
            }
            if (e instanceof FileAlreadyExistsException) {
                return path + ": is there already";
            }
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static int bug(Throwable failure, Console console) {
        console.err().println("orrery: a bug in Orrery: " + Problem.oneLine(failure.toString()));
        if (console.environment().getOrDefault("ORRERY_TRACE", "").isEmpty()) {
            console.err().println("ORRERY_TRACE=1 in the environment shows where; please report it.");
        } else {
            failure.printStackTrace(console.err());
        }
        return ExitStatus.WORLD_FAILED;
    }
}
