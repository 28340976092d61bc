package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.render.view.BinaryView;
import io.github.orrery.render.view.FactView;
import io.github.orrery.render.view.LinkView;
import io.github.orrery.render.view.ShotView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a resource.json names: screenshots, container images, files, programs, and the hosts that all but the screenshots
 * come from.
 */
record ResourceFacts(
        List<ShotView> screenshots,
        List<LinkView> images,
        List<FactView> assets,
        List<BinaryView> binaries,
        List<String> hosts) {
    private static final int LINE = 300;
    private static final String DOCKER_HUB = "registry-1.docker.io";

    static ResourceFacts of(JsonNode resource) {
        TreeSet<String> hosts = new TreeSet<>();
        return new ResourceFacts(
                screenshots(resource.path("images").path("screenshots")),
                images(resource.path("assets").path("container").path("docker"), hosts),
                assets(resource.path("assets").path("uris"), hosts),
                binaries(resource.path("cli").path("binaries"), hosts),
                List.copyOf(hosts));
    }

    private static List<ShotView> screenshots(JsonNode urls) {
        List<ShotView> shots = new ArrayList<>();
        for (JsonNode url : urls) {
            if (url.isTextual() && !url.textValue().isBlank()) {
                LinkView link = new LinkView(
                        VisibleText.line(url.textValue(), LINE),
                        SafeUrl.link(url.textValue()).orElse(null));
                shots.add(new ShotView(link, SafeUrl.image(url.textValue()).orElse(null)));
            }
        }
        return shots;
    }

    private static List<LinkView> images(JsonNode docker, TreeSet<String> hosts) {
        List<LinkView> images = new ArrayList<>();
        for (Map.Entry<String, JsonNode> image : docker.properties()) {
            String reference = PackageText.line(image.getValue(), LINE);
            if (!reference.isEmpty()) {
                images.add(new LinkView(reference, null));
                hosts.add(registry(reference));
            }
        }
        return images;
    }

    /** The registry of an image: the first part of its name where that is a host, else Docker Hub. */
    private static String registry(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean host = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        return host ? first : DOCKER_HUB;
    }

    private static List<FactView> assets(JsonNode uris, TreeSet<String> hosts) {
        List<FactView> assets = new ArrayList<>();
        for (Map.Entry<String, JsonNode> uri : uris.properties()) {
            if (uri.getValue().isTextual()) {
                assets.add(new FactView(
                        VisibleText.line(uri.getKey(), 100),
                        List.of(link(uri.getValue().textValue(), hosts))));
            }
        }
        return assets;
    }

    private static List<BinaryView> binaries(JsonNode systems, TreeSet<String> hosts) {
        List<BinaryView> binaries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> system : systems.properties()) {
            for (Map.Entry<String, JsonNode> machine : system.getValue().properties()) {
                JsonNode binary = machine.getValue();
                List<String> checksums = new ArrayList<>();
                for (JsonNode hash : binary.path("contentHash")) {
                    checksums.add(
                            PackageText.line(hash.path("algo"), 20) + " " + PackageText.line(hash.path("value"), 200));
                }
                binaries.add(new BinaryView(
                        platform(system.getKey()) + " " + VisibleText.line(machine.getKey(), 40),
                        PackageText.line(binary.path("kind"), 40),
                        link(binary.path("url").asText(""), hosts),
                        checksums));
            }
        }
        return binaries;
    }

    private static String platform(String system) {
        return switch (system) {
            case "darwin" -> "macOS";
            case "linux" -> "Linux";
            case "windows" -> "Windows";
            default -> VisibleText.line(system, 40);
        };
    }

    private static LinkView link(String url, TreeSet<String> hosts) {
        Optional<String> safe = SafeUrl.link(url);
        if (safe.isPresent()) {
            SafeUrl.host(url).ifPresent(hosts::add);
        }
        return new LinkView(VisibleText.line(url, LINE), safe.orElse(null));
    }
}
