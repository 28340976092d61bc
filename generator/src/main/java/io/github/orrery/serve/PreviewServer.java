package io.github.orrery.serve;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Serves a site from memory, exactly as the generated host files make a server do it.
 *
 * <pre>{@code
 * try (PreviewServer server = PreviewServer.listen(new InetSocketAddress("127.0.0.1", 0), ...)) {
 *     server.show(site);
 *     server.port();
 * }
 * }</pre>
 */
public final class PreviewServer implements Closeable {
    private static final Pattern LITERAL_4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern LITERAL_6 = Pattern.compile("\\[[0-9A-Fa-f:.]+(%[0-9A-Za-z]+)?\\]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{0,5}$");
    private static final int BACKLOG = 128;

    private final ServerSocket socket;
    private final HttpListener listener;
    private final PreviewRules rules;
    private final List<String> names;
    private final Consumer<RuntimeException> bugs;
    private volatile SiteAnswers answers;

    private PreviewServer(
            ServerSocket socket,
            PreviewSite site,
            PreviewRules rules,
            List<String> names,
            ServeLimits limits,
            InstantSource clock,
            Consumer<RuntimeException> bugs) {
        this.socket = socket;
        this.rules = rules;
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        this.bugs = bugs;
        this.answers = new SiteAnswers(site, rules);
        this.listener = new HttpListener(socket, limits, clock, rules.headers(), this::answer);
    }

    /**
     * Listens, and answers from the next moment on.
     *
     * @param address where; port 0 for any that is free
     * @param names the names, other than {@code localhost}, under which clients may ask; addresses are always right
     * @param clock for the Date header
     * @param bugs is told what should not have happened
     * @throws IOException where the port is taken or the address is not this machine's
     */
    public static PreviewServer listen(
            InetSocketAddress address,
            PreviewSite site,
            PreviewRules rules,
            List<String> names,
            ServeLimits limits,
            InstantSource clock,
            Consumer<RuntimeException> bugs)
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
        PreviewServer server = new PreviewServer(socket, site, rules, names, limits, clock, bugs);
        server.listener.start();
        return server;
    }

    /** The port that it listens on. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Serves another site from now on; answers that are under way are of the one before. */
    public void show(PreviewSite site) {
        answers = new SiteAnswers(site, rules);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private HttpAnswer answer(HttpRequest request, InetAddress client) {
        String host = request.header("Host").orElse("localhost");
        if (!isOurs(host)) {
            return HttpAnswer.sentence(
                            421,
                            "This preview does not answer to that name: a web page elsewhere could have made it up."
                                    + " Ask by address, or start it with --bind or --base-url and the name.")
                    .withAll(rules.headers());
        }
        try {
            return answers.answer(request);
        } catch (RuntimeException e) {
            bugs.accept(e);
            return HttpAnswer.sentence(500, "A bug in Orrery.").withAll(rules.headers());
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
