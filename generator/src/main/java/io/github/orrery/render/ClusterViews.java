package io.github.orrery.render;

import io.github.orrery.model.PackageName;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.render.view.ClustersView;
import io.github.orrery.render.view.LinkView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The view of the page that shows every package for every DC/OS version, and what older versions lose of it. */
final class ClusterViews {
    private final CatalogueFrames frames;
    private final List<CatalogueRow> rows;

    /** @param rows by name */
    ClusterViews(List<CatalogueRow> rows, CatalogueFrames frames) {
        this.rows = rows;
        this.frames = frames;
    }

    ClustersView clusters() {
        Map<String, Integer> marks = new LinkedHashMap<>();
        Map<String, Integer> packages = new LinkedHashMap<>();
        List<ClustersView.Row> lines = new ArrayList<>();
        for (CatalogueRow row : rows) {
            PackageName name = new PackageName(row.name());
            List<ClustersView.Cell> cells = new ArrayList<>();
            for (CatalogueRow.Run run : row.runs()) {
                if (!run.lost().isEmpty()) {
                    marks.putIfAbsent(run.lost(), marks.size() + 1);
                }
                cells.add(new ClustersView.Cell(
                        run.dcos().size(),
                        new LinkView(
                                run.version(),
                                run.version().isEmpty() ? null : SiteLayout.revisionPage(name, run.releaseVersion())),
                        run.lost().isEmpty() ? "" : String.valueOf(marks.get(run.lost()))));
            }
            row.runs().stream()
                    .map(CatalogueRow.Run::lost)
                    .filter(lost -> !lost.isEmpty())
                    .distinct()
                    .forEach(lost -> packages.merge(lost, 1, Integer::sum));
            lines.add(new ClustersView.Row(new LinkView(row.name(), SiteLayout.packagePage(name)), cells));
        }
        List<ClustersView.LossView> losses = new ArrayList<>();
        marks.forEach((lost, mark) -> {
            int count = packages.getOrDefault(lost, 0);
            losses.add(new ClustersView.LossView(
                    String.valueOf(mark), lost, count == 1 ? "1 package" : count + " packages"));
        });
        List<String> dcos = rows.isEmpty()
                ? List.of()
                : rows.get(0).runs().stream()
                        .flatMap(run -> run.dcos().stream())
                        .toList();
        return new ClustersView(
                frames.top(
                        SiteLayout.CLUSTERS,
                        "By DC/OS version",
                        "Which version of each package the clusters of each DC/OS version install."),
                dcos,
                losses,
                lines);
    }
}
