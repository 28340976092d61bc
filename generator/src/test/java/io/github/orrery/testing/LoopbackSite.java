package io.github.orrery.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.orrery.json.Json;
import io.github.orrery.site.OutsideImages;
import io.github.orrery.site.SecurityHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A built site over http on this machine, below {@code /universe/}, with the types and headers that its host files set. */
public final class LoopbackSite implements AutoCloseable {
    private static final String PREFIX = "/universe/";

    private final Path site;
    private final Map<String, String> types = new TreeMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    public LoopbackSite(Path site) throws IOException {
        this.site = site;
        for (JsonNode file :
                Json.parseOwn(Files.readAllBytes(site.resolve("site.json"))).path("files")) {
            types.put(file.path("path").asText(), file.path("type").asText());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The address of a page. */
    public URI page(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PREFIX + path);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String file = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "";
            String type = types.get(file);
            SecurityHeaders.all(OutsideImages.SHOWN).forEach(exchange.getResponseHeaders()::set);
            byte[] body = Files.readAllBytes(site.resolve(type == null ? "404.html" : file));
            exchange.getResponseHeaders().set("Content-Type", type == null ? "text/html;charset=utf-8" : type);
            exchange.sendResponseHeaders(type == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
