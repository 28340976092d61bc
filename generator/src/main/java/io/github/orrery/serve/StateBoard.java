package io.github.orrery.serve;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Where the state that is shown now hangs, for all threads, and where open pages wait for the next one. Of the pages of
 * one client only some wait: a browser opens few connections to a host, and the page that it loads needs one.
 */
final class StateBoard {
    private static final int WAITING_OF_A_CLIENT = 3;

    /** One page that waits. */
    private static final class Waiting {
        private final InetAddress client;
        private boolean released;

        Waiting(InetAddress client) {
            this.client = client;
        }
    }

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private volatile PreviewState now = new PreviewState("0", null, List.of());

    /** The state that is shown now. */
    PreviewState now() {
        return now;
    }

    /** Shows another one. */
    synchronized void show(PreviewState next) {
        now = next;
        notifyAll();
    }

    /** Waits until another state than that one is shown, for a while; whether the client should pause now. */
    synchronized boolean await(String known, InetAddress client, Duration most) throws InterruptedException {
        Waiting own = new Waiting(client);
        release(client);
        waiting.add(own);
        try {
            long end = System.nanoTime() + most.toNanos();
            long left = most.toMillis();
            while (now.id().equals(known) && !own.released && left > 0) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
            return own.released;
        } finally {
            waiting.remove(own);
        }
    }

    private void release(InetAddress client) {
        List<Waiting> others =
                waiting.stream().filter(other -> other.client.equals(client)).toList();
        if (others.size() >= WAITING_OF_A_CLIENT) {
            others.get(0).released = true;
            notifyAll();
        }
    }
}
