package io.github.orrery.serve;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks HTTP/1.1 for whoever knows the answers: a thread for each connection, so many of them and no more, each
 * request read and each answer sent within limits (docs/adr/0012-a-small-web-server.md).
 */
final class HttpListener implements Closeable {
    /** Knows the answers; called by several threads at once. */
    interface Handler {
        HttpAnswer answer(HttpRequest request, InetAddress client);
    }

    private static final int LINGER_MILLIS = 500;
    private static final int LINGER_BYTES = 256 * 1024;

    private final ServerSocket socket;
    private final ServeLimits limits;
    private final InstantSource clock;
    private final Map<String, String> headers;
    private final Handler handler;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(named("connection"));
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param socket bound already; closed with this
     * @param headers those of answers to what is no request
     */
    HttpListener(
            ServerSocket socket,
            ServeLimits limits,
            InstantSource clock,
            Map<String, String> headers,
            Handler handler) {
        this.socket = socket;
        this.limits = limits;
        this.clock = clock;
        this.headers = headers;
        this.handler = handler;
    }

    /** Begins to listen. */
    void start() {
        named("watchdog").newThread(this::watch).start();
        named("accept").newThread(this::accept).start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        connections.forEach(Connection::end);
        threads.shutdownNow();
    }

    private void accept() {
        Duration pause = Duration.ZERO;
        while (!isClosedAfter(pause)) {
            try {
                begin(socket.accept());
                pause = Duration.ZERO;
            } catch (IOException e) {
                pause = Duration.ofMillis(10); // no file handle is free: whoever waits is taken when there is one
            }
        }
    }

    private void watch() {
        while (!isClosedAfter(limits.stall().dividedBy(4))) {
            endStalled();
        }
    }

    private boolean isClosedAfter(Duration pause) {
        try {
            return closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void begin(Socket client) throws IOException {
        Connection connection = new Connection(client);
        if (connections.size() >= limits.connections()) {
            connection.turnAway();
            return;
        }
        connections.add(connection);
        threads.execute(connection);
    }

    private void endStalled() {
        for (Connection connection : connections) {
            if (connection.writer.stalledFor() > limits.stall().toNanos()) {
                connection.end();
            }
        }
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "serve-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** One client's connection, from its first request to its end. */
    private final class Connection implements Runnable {
        private final Socket client;
        private final AnswerWriter writer;

        Connection(Socket client) throws IOException {
            this.client = client;
            client.setTcpNoDelay(true);
            this.writer = new AnswerWriter(client.getOutputStream());
        }

        @Override
        public void run() {
            try (client) {
                RequestReader reader = new RequestReader(client, limits);
                boolean last = false;
                while (!last && !isClosedAfter(Duration.ZERO)) {
                    last = exchange(reader);
                }
                linger();
            } catch (IOException e) {
                // the client has gone: nobody is left to be told
            } finally {
                connections.remove(this);
            }
        }

        /** Says that there are too many connections, which fits into any socket's buffer. */
        void turnAway() throws IOException {
            try (client) {
                HttpAnswer full = HttpAnswer.sentence(503, "Too many connections are open.");
                writer.write(full.with("Retry-After", "1").withAll(headers), date(), true, true);
            }
        }

        void end() {
            try {
                client.close();
            } catch (IOException e) {
                // then it is closed as far as it can be
            }
        }

        /** Answers one request; whether it was the last. */
        private boolean exchange(RequestReader reader) throws IOException {
            try {
                Optional<HttpRequest> read = reader.next();
                if (read.isEmpty()) {
                    return true;
                }
                HttpRequest request = read.get();
                boolean last = request.hasBody() || wantsToClose(request);
                HttpAnswer answer = handler.answer(request, client.getInetAddress());
                writer.write(answer, date(), !request.isHead(), last);
                return last;
            } catch (RefusedRequest e) {
                writer.write(e.answer().withAll(headers), date(), true, true);
                return true;
            }
        }

        private boolean wantsToClose(HttpRequest request) {
            String connection = request.header("Connection").orElse("");
            return connection.toLowerCase(Locale.ROOT).contains("close");
        }

        /** What the client still sends is read for a moment: closing before that would take the answer away from it. */
        private void linger() throws IOException {
            client.shutdownOutput();
            client.setSoTimeout(LINGER_MILLIS);
            InputStream in = client.getInputStream();
            byte[] rest = new byte[8 * 1024];
            int read = 0;
            for (int n = in.read(rest); n >= 0 && read < LINGER_BYTES; n = in.read(rest)) {
                read += n;
            }
        }
    }

    private String date() {
        return Conditions.httpDate(clock.instant().getEpochSecond());
    }
}
