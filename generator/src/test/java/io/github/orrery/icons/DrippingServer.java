package io.github.orrery.icons;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server on this machine that listens to nobody and sends a byte now and then, for some ten seconds: then it hangs up. */
final class DrippingServer implements AutoCloseable {
    private static final int MOST = 200;

    private final ServerSocket server = new ServerSocket();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Executor soon = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, thread);
    private final byte[] begin;

    /** @param begin is sent at once to the one who connects */
    DrippingServer(byte[] begin) throws IOException {
        this.begin = begin;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        thread.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            drip(server.accept(), MOST);
        } catch (IOException e) {
            // Closed before anybody came.
        }
    }

    private void drip(Socket client, int more) {
        try {
            client.getOutputStream().write(more == MOST ? begin : new byte[] {'x'});
            if (more == 0) {
                client.close();
            } else {
                soon.execute(() -> drip(client, more - 1));
            }
        } catch (IOException e) {
            // The client hung up, as it should where it has waited enough.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        thread.shutdownNow();
    }
}
