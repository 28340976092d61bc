package io.github.orrery.hosts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/**
 * {@code _worker.js} in Cloudflare's own runtime. The environment variable {@code ORRERY_MINIFLARE} names a directory in
 * which {@code npm install miniflare} was run.
 */
class WorkerdTest extends HostContract {
    @Override
    RunningServer start(ServedSite site) throws IOException {
        String modules = System.getenv("ORRERY_MINIFLARE");
        assumeTrue(modules != null, "skipped: ORRERY_MINIFLARE names no directory with miniflare");
        return ScriptHost.start(site, "miniflare.mjs", modules);
    }

    /** Pages keeps these files to itself. */
    @Override
    boolean serves(String path) {
        return super.serves(path) && !path.startsWith("_");
    }

    /** The runtime says of every client that it reads gzip. */
    @Override
    boolean minds(String acceptEncoding) {
        return acceptEncoding.contains("gzip") && !acceptEncoding.contains("q=0");
    }

    @Override
    boolean leavesTheRestAsItIs() {
        return false;
    }

    @Override
    boolean sendsRanges() {
        return false;
    }
}
