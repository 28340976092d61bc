package io.github.orrery.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.hosts.ServedSite.Entry;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.render.host.HostFiles;
import io.github.orrery.serve.PreviewContent;
import io.github.orrery.serve.PreviewFile;
import io.github.orrery.serve.PreviewMode;
import io.github.orrery.serve.PreviewRules;
import io.github.orrery.serve.PreviewServer;
import io.github.orrery.serve.PreviewSite;
import io.github.orrery.serve.PreviewState;
import io.github.orrery.serve.ServeLimits;
import io.github.orrery.site.CachePolicy;
import io.github.orrery.site.Family;
import io.github.orrery.site.OutsideImages;
import io.github.orrery.site.SecurityHeaders;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SitePath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code orrery serve} is one more host: the same requests to the same files get the same answers. */
class ServeTest extends HostContract {
    private static final long MODIFIED = 1_700_000_000;

    @Override
    boolean servesPublications() {
        return false;
    }

    @Override
    RunningServer start(ServedSite site) throws IOException {
        Map<String, PreviewFile> files = new TreeMap<>();
        for (Entry entry : site.entries()) {
            add(files, site, entry.path(), entry.type(), cache(entry.cache()));
        }
        add(files, site, "site.json", SiteFile.JSON, CachePolicy.PAGE);
        add(files, site, "SHA256SUMS", SiteFile.TEXT, CachePolicy.PAGE);
        add(files, site, ServedSite.PAGE, SiteFile.HTML, CachePolicy.PAGE);
        add(files, site, ServedSite.ASSET, SiteFile.CSS, CachePolicy.IMMUTABLE);
        add(files, site, ServedSite.ICON, SiteFile.SVG, CachePolicy.PAGE);
        List<RuntimeException> bugs = new ArrayList<>();
        PreviewServer server = PreviewServer.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                rules(files.keySet()),
                PreviewMode.AS_A_HOST,
                List.of(),
                ServeLimits.DEFAULT,
                InstantSource.system(),
                bugs::add);
        server.show(new PreviewState("1", new PreviewSite(files, MODIFIED), List.of()));
        return RunningServer.of(
                () -> {
                    server.close();
                    assertThat(bugs).isEmpty();
                },
                server.port());
    }

    private static void add(
            Map<String, PreviewFile> files, ServedSite site, String path, String type, CachePolicy cache)
            throws IOException {
        SiteFile file = new SiteFile(new SitePath(path), type, cache, Family.CATALOGUE);
        files.put(path, new PreviewFile(file, new PreviewContent(List.of(site.bytes(path)))));
    }

    private static CachePolicy cache(String header) {
        return Arrays.stream(CachePolicy.values())
                .filter(policy -> policy.header().equals(header))
                .findFirst()
                .orElseThrow();
    }

    /** What the files of a site tell of the versions and families that it was built for. */
    private static PreviewRules rules(Set<String> paths) {
        List<DcosReleaseVersion> all = paths.stream()
                .flatMap(path -> Stream.of(
                        path.replaceFirst("^repo-up-to-(.*)\\.(json|zip)$", "$1"),
                        path.replaceFirst("^([0-9.]+)/package/.*$", "$1")))
                .filter(word -> word.matches("[0-9.]+"))
                .map(DcosReleaseVersion::of)
                .sorted()
                .distinct()
                .toList();
        Set<Family> without = EnumSet.noneOf(Family.class);
        if (!paths.contains("universe.json")) {
            without.add(Family.INDEXES);
        }
        if (paths.stream().noneMatch(path -> path.contains("/package/"))) {
            without.add(Family.SHARDS);
        }
        List<DcosReleaseVersion> json =
                all.stream().filter(dcos -> !dcos.readsZip()).toList();
        List<DcosReleaseVersion> zip =
                all.stream().filter(DcosReleaseVersion::readsZip).toList();
        if (zip.isEmpty()) {
            without.add(Family.ZIPS);
        }
        return new PreviewRules(
                HostFiles.negotiation(json, zip, without),
                HostFiles.former(json, zip, without),
                "index.html",
                "404.html",
                SecurityHeaders.all(OutsideImages.SHOWN));
    }
}
