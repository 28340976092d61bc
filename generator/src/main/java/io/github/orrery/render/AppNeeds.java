package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.render.view.FactView;
import io.github.orrery.render.view.LinkView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a Marathon app asks of the cluster, in words. */
final class AppNeeds {
    private AppNeeds() {}

    /** @param app as a cluster would install it with default options; null where that is not known */
    static List<FactView> of(@Nullable JsonNode app) {
        List<FactView> needs = new ArrayList<>();
        if (app == null) {
            return needs;
        }
        add(needs, "CPU", number(app.path("cpus"), ""));
        add(needs, "Memory", number(app.path("mem"), " MiB"));
        add(needs, "Disk", number(app.path("disk"), " MiB"));
        add(needs, "GPUs", number(app.path("gpus"), ""));
        add(needs, "Instances", number(app.path("instances"), ""));
        add(needs, "Ports", ports(app));
        add(needs, "Runs as", PackageText.line(app.path("user"), 100));
        add(
                needs,
                "Container",
                PackageText.line(app.path("container").path("docker").path("image"), 300));
        return needs;
    }

    private static void add(List<FactView> needs, String name, String value) {
        if (!value.isEmpty()) {
            needs.add(new FactView(name, List.of(new LinkView(value, null))));
        }
    }

    private static String number(JsonNode value, String unit) {
        return value.isNumber() && value.doubleValue() != 0 ? value.asText() + unit : "";
    }

    private static String ports(JsonNode app) {
        List<String> ports = new ArrayList<>();
        for (JsonNode port : app.path("ports")) {
            ports.add(port(port));
        }
        for (JsonNode definition : app.path("portDefinitions")) {
            ports.add(port(definition.path("port")));
        }
        JsonNode container = app.path("container");
        for (JsonNode mapping : container.path("portMappings")) {
            ports.add(port(mapping.path("containerPort")));
        }
        for (JsonNode mapping : container.path("docker").path("portMappings")) {
            ports.add(port(mapping.path("containerPort")));
        }
        ports.removeIf(String::isEmpty);
        return String.join(", ", ports.stream().distinct().limit(50).toList());
    }

    private static String port(JsonNode port) {
        if (!port.isNumber()) {
            return "";
        }
        return port.doubleValue() == 0 ? "any free one" : port.asText();
    }
}
