package io.github.orrery;

import io.github.orrery.serve.PreviewMode;
import io.github.orrery.serve.ServeLimits;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * How a preview is served.
 *
 * @param address where it listens; port 0 for any that is free
 * @param mode whether it follows what changes in the repository and the templates
 * @param names the names under which clients may ask for it, besides {@code localhost} and addresses
 * @param limits what clients may take
 */
public record ServeOptions(InetSocketAddress address, PreviewMode mode, List<String> names, ServeLimits limits) {
    public ServeOptions {
        names = List.copyOf(names);
    }
}
