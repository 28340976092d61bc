package io.github.orrery.publish;

import io.github.orrery.publication.PublishedFile;
import io.github.orrery.site.Host;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What the hosts of a destination will not take of a site, or not serve well, as far as one can tell from its name. */
public final class HostWarnings {
    private static final int SHOWN = 3;

    private HostWarnings() {}

    /**
     * A sentence for each warning; none where all is fine.
     *
     * @param publicAddress where the world reads the site; null where that is not said
     */
    public static List<String> of(Destination destination, @Nullable URI publicAddress, LocalSite site) {
        Set<Host> hosts = EnumSet.noneOf(Host.class);
        SortedMap<String, PublishedFile> files = site.files();
        if (destination instanceof Destination.Branch branch) {
            hosts.add(Host.GITHUB_PAGES);
            if (!branch.repository().contains("github.com")) {
                hosts.add(Host.CLOUDFLARE_PAGES);
            }
        } else if (destination instanceof Destination.ObjectStorage) {
            hosts.add(Host.S3_CLOUDFRONT);
            files = site.filesStoredCompressed();
        }
        String name = publicAddress == null || publicAddress.getHost() == null ? "" : publicAddress.getHost();
        Host.ofName(name).ifPresent(hosts::add);
        List<String> warnings = new ArrayList<>();
        for (Host host : hosts) {
            warnings.addAll(ofHost(host, files));
        }
        return warnings;
    }

    private static List<String> ofHost(Host host, Map<String, PublishedFile> files) {
        List<Host.Sized> sized = files.entrySet().stream()
                .map(file ->
                        new Host.Sized(file.getKey(), file.getValue().stored().size()))
                .toList();
        List<String> refusals = host.refusals(sized);
        List<String> warnings = new ArrayList<>(refusals.subList(0, Math.min(SHOWN, refusals.size())));
        if (refusals.size() > SHOWN) {
            warnings.add(String.format(
                    Locale.ROOT, "and %,d more that %s does not take", refusals.size() - SHOWN, host.title()));
        }
        if (host.reach() == Host.Reach.PEOPLE) {
            warnings.add(host.title() + " cannot set the types that clusters need: people can use the catalogue and the"
                    + " archives there, clusters from 1.8 on cannot read the indexes");
        }
        return warnings;
    }
}
