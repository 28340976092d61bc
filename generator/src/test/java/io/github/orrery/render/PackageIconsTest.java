package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.model.RevisionPart;
import io.github.orrery.site.Image;
import io.github.orrery.site.OutsideImages;
import io.github.orrery.testing.TestRepo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageIconsTest {
    @TempDir
    Path work;

    /** The source says of each why there is none. */
    @Test
    void asksForEveryAddressThatIsNotThePictureItself() {
        List<String> asked = new ArrayList<>();
        Path repo = TestRepo.in(work)
                .revision(
                        "drawn",
                        0,
                        files -> files.file(
                                "resource.json",
                                """
                        {"images": {
                          "icon-medium": "http://[::1]:80/a.png",
                          "icon-large": "https://127.0.0.1:2147483647/a.png",
                          "icon-small": "no address"}}"""))
                .revision(
                        "drawn",
                        1,
                        files -> files.file(
                                "resource.json",
                                """
                        {"images": {"icon-medium": "data:image/png;base64,iVBORw0KGgo="}}"""))
                .path();

        PackageIcons icons = new PackageIcons(new Asked(asked));
        icons.keep(CatalogueUnderTest.selections(repo).get(0).universePackage().revisions());

        assertThat(asked)
                .containsExactly(
                        "/images/icon-medium http://[::1]:80/a.png",
                        "/images/icon-large https://127.0.0.1:2147483647/a.png",
                        "/images/icon-small no address");
    }

    private record Asked(List<String> asked) implements IconSource {
        @Override
        public OutsideImages outsideImages() {
            return OutsideImages.NONE;
        }

        @Override
        public Optional<Image> image(String url, RevisionPart part, String pointer) {
            asked.add(pointer + " " + url);
            return Optional.empty();
        }
    }
}
