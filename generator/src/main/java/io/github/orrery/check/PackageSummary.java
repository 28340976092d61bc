package io.github.orrery.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.model.Revision;
import io.github.orrery.model.UniversePackage;
import io.github.orrery.problem.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * What checks across packages need of one package; small, so that the package itself can be let go.
 *
 * @param name the package's name
 * @param location of the name in the newest revision
 * @param maintainer of the newest revision
 * @param managers the packages that revisions name as their manager
 * @param dependencies the packages that revisions of the first format depend on
 */
public record PackageSummary(
        String name, Location location, String maintainer, List<Mention> managers, List<Mention> dependencies) {
    /**
     * Another package's name, and where it stands.
     *
     * @param name the other package
     * @param location where it is named
     */
    public record Mention(String name, Location location) {}

    public PackageSummary {
        managers = List.copyOf(managers);
        dependencies = List.copyOf(dependencies);
    }

    public static PackageSummary of(UniversePackage universePackage) {
        List<Mention> managers = new ArrayList<>();
        List<Mention> dependencies = new ArrayList<>();
        for (Revision revision : universePackage.revisions()) {
            JsonNode manager = revision.item().path("manager").path("packageName");
            if (manager.isTextual()) {
                managers.add(new Mention(manager.textValue(), revision.locate("/manager/packageName")));
            }
            JsonNode needed = revision.packageJson().document().root().path("dependencies");
            for (int i = 0; i < needed.size(); i++) {
                JsonNode name = needed.path(i).path("name");
                if (name.isTextual()) {
                    dependencies.add(new Mention(name.textValue(), revision.locate("/dependencies/" + i + "/name")));
                }
            }
        }
        Revision newest = universePackage.newest();
        return new PackageSummary(
                universePackage.name().value(),
                newest.locate("/name"),
                newest.item().path("maintainer").asText(),
                managers,
                dependencies);
    }
}
