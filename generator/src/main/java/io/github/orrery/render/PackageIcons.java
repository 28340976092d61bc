package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.model.PackageName;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.render.view.IconView;
import io.github.orrery.render.view.ShotView;
import io.github.orrery.site.Image;
import io.github.orrery.site.OutsideImages;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The icons of one package's revisions, and the images among them that the site serves itself. For one thread. */
final class PackageIcons {
    private static final int HUES = 12;
    private static final List<String> SIZES = List.of("icon-medium", "icon-large", "icon-small");

    private final IconSource source;
    private final Map<String, Optional<String>> pathsByUrl = new HashMap<>();
    private final SortedMap<String, Image> images = new TreeMap<>();

    PackageIcons(IconSource source) {
        this.source = source;
    }

    /** Gets those that the site serves itself, so that it is known which these are. */
    void keep(List<Revision> revisions) {
        if (source.outsideImages() == OutsideImages.NONE) {
            revisions.forEach(this::below);
        }
    }

    /** The icon as a page in the site's root shows it. */
    IconView top(Revision revision) {
        return view(revision, "");
    }

    /** The icon as a page in the package's directory shows it. */
    IconView below(Revision revision) {
        return view(revision, SiteLayout.up());
    }

    /** A screenshot as the pages of this site may show it: without its picture where that is another host's. */
    ShotView shot(ShotView shot) {
        return source.outsideImages() == OutsideImages.SHOWN || shot.link().href() == null
                ? shot
                : new ShotView(shot.link(), null);
    }

    /** The images that the site serves itself, by path. */
    SortedMap<String, Image> images() {
        return Collections.unmodifiableSortedMap(images);
    }

    private IconView view(Revision revision, String up) {
        PackageName name = revision.name();
        RevisionPart part = revision.resource().orElse(revision.packageJson());
        String url = null;
        for (String size : SIZES) {
            JsonNode icon = part.tree().path("images").path(size);
            Optional<String> shown =
                    icon.isTextual() ? address(name, icon.textValue(), part, "/images/" + size, up) : Optional.empty();
            if (shown.isPresent()) {
                url = shown.get();
                break;
            }
        }
        return new IconView(name.letter(), Math.floorMod(name.value().hashCode(), HUES), url);
    }

    private Optional<String> address(PackageName name, String url, RevisionPart part, String pointer, String up) {
        if (source.outsideImages() == OutsideImages.SHOWN || url.startsWith("data:")) {
            return SafeUrl.image(url);
        }
        Optional<String> path = pathsByUrl.get(url);
        if (path == null) {
            // No page holds the address, so it need not be one that is safe in a link.
            path = source.image(url, part, pointer).map(image -> keep(name, image));
            pathsByUrl.put(url, path);
        }
        return path.map(known -> up + known);
    }

    private String keep(PackageName name, Image image) {
        String path = SiteLayout.asset(
                "icon-" + name,
                CatalogueFrames.hash(image.content()),
                image.type().extension());
        images.put(path, image);
        return path;
    }
}
