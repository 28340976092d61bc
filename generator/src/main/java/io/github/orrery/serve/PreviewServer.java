package io.github.orrery.serve;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves a site from memory, exactly as the generated host files make a server do it.
 *
 * <pre>{@code
 * try (PreviewServer server = PreviewServer.listen(new InetSocketAddress("127.0.0.1", 0), ...)) {
 *     server.show(new PreviewState("1", site, List.of()));
 *     server.port();
 * }
 * }</pre>
 */
public final class PreviewServer implements Closeable {
    private static final Pattern LITERAL_4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern LITERAL_6 = Pattern.compile("\\[[0-9A-Fa-f:.]+(%[0-9A-Za-z]+)?\\]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{0,5}$");
    private static final Pattern SINCE = Pattern.compile("(?:^|&)since=([0-9A-Za-z.-]{0,64})");
    private static final int BACKLOG = 128;

    private static final Duration POLL = Duration.ofSeconds(25);
    private static final int PAUSE_MILLIS = 2000;

    private final ServerSocket socket;
    private final HttpListener listener;
    private final PreviewRules rules;
    private final PreviewMode mode;
    private final List<String> names;
    private final Consumer<RuntimeException> failures;
    private final StateBoard board = new StateBoard();

    private PreviewServer(
            ServerSocket socket,
            PreviewRules rules,
            PreviewMode mode,
            List<String> names,
            ServeLimits limits,
            InstantSource clock,
            Consumer<RuntimeException> failures) {
        this.socket = socket;
        this.rules = rules;
        this.mode = mode;
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        this.failures = failures;
        this.listener = new HttpListener(socket, limits, clock, rules.headers(), this::answer);
    }

    /**
     * Listens, and answers from the next moment on: with 503 until something is shown.
     *
     * @param address where; port 0 for any that is free
     * @param mode whether pages follow what is shown
     * @param names the names, other than {@code localhost}, under which clients may ask; addresses are always right
     * @param clock for the Date header
     * @param failures is told what should not have happened
     * @throws IOException where the port is taken or the address is not this machine's
     */
    public static PreviewServer listen(
            InetSocketAddress address,
            PreviewRules rules,
            PreviewMode mode,
            List<String> names,
            ServeLimits limits,
            InstantSource clock,
            Consumer<RuntimeException> failures)
            throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw new IOException(
                    "cannot listen on " + address.getHostString() + " port " + address.getPort() + ": "
                            + e.getMessage(),
                    e);
        }
        PreviewServer server = new PreviewServer(socket, rules, mode, names, limits, clock, failures);
        server.listener.start();
        return server;
    }

    /** The port that it listens on. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Shows another state from now on; answers that are under way are of the one before. */
    public void show(PreviewState state) {
        board.show(state);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private HttpAnswer answer(HttpRequest request, InetAddress client) {
        return unsecured(request, client).withAll(rules.headers());
    }

    private HttpAnswer unsecured(HttpRequest request, InetAddress client) {
        if (!isOurs(request.header("Host").orElse("localhost"))) {
            return HttpAnswer.sentence(
                    421,
                    "This preview does not answer to that name: a web page elsewhere could have made it up. Ask by"
                            + " address, or start it with --bind or --base-url and the name.");
        }
        try {
            return answerOf(board.now(), request, client);
        } catch (RuntimeException e) {
            failures.accept(e);
            return HttpAnswer.sentence(500, "A bug in Orrery.");
        }
    }

    private HttpAnswer answerOf(PreviewState state, HttpRequest request, InetAddress client) {
        boolean follows = mode == PreviewMode.FOLLOWING;
        if (follows && request.path().startsWith(LivePages.OWN)) {
            return request.path().equals(LivePages.OWN + "state.js")
                    ? next(request, client)
                    : LivePages.own(request.path());
        }
        PreviewSite site = state.site();
        LivePages live = new LivePages(state);
        if (site == null) {
            return live.unavailable(request);
        }
        try {
            return new SiteAnswers(site, rules, follows ? live : null).answer(request);
        } catch (UnmadeException e) {
            if (!follows) {
                throw e;
            }
            failures.accept(e);
            return live.unavailable(request);
        }
    }

    private HttpAnswer next(HttpRequest request, InetAddress client) {
        try {
            Matcher since = SINCE.matcher(request.query());
            boolean pause = board.await(since.find() ? since.group(1) : "", client, POLL);
            return LivePages.state(board.now(), pause ? PAUSE_MILLIS : 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HttpAnswer.sentence(503, "The preview ends.");
        }
    }

    /** Whoever lets a name of theirs lead here asks with that name; an address is nobody's name. */
    private boolean isOurs(String host) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || LITERAL_4.matcher(name).matches()
                || LITERAL_6.matcher(name).matches()
                || names.contains(name);
    }
}
