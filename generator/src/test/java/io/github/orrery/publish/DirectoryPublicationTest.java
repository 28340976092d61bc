package io.github.orrery.publish;

import io.github.orrery.testing.Polling;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Readers open the files while they are replaced, as a web server does; types are that server's matter. */
class DirectoryPublicationTest extends PublicationContract {
    @Override
    Bucket place(String name) {
        return DirectoryBucket.open(root(name));
    }

    private Path root(String name) {
        return directory.resolve("www-" + name);
    }

    @Override
    Polling.Host host(String name) {
        return key -> {
            try {
                byte[] bytes = Files.readAllBytes(root(name).resolve(key));
                return Optional.of(new Polling.Answer(null, "", () -> bytes));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        };
    }

    @Override
    int stride() {
        return 4; // each write is synced, which takes its time
    }
}
