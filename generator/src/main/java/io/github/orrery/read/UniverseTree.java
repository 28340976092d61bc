package io.github.orrery.read;

import io.github.orrery.model.PackageName;
import io.github.orrery.model.RepositoryFormat;
import java.nio.file.Path;
import java.util.List;

/**
 * The directories of a repository, listed but not read.
 *
 * @param root the directory that holds {@code packages/}
 * @param format the tree's generation
 * @param version the text of {@code meta/version.json}'s version, or what stands for it where there is none
 * @param packages by name
 */
public record UniverseTree(Path root, RepositoryFormat format, String version, List<PackageDirectory> packages) {
    /**
     * The directory of one package.
     *
     * @param path below the root, e.g. {@code packages/C/cassandra}
     * @param name the directory's name, safe as a path segment
     * @param revisions the numbers of its revisions, ascending, at least one
     */
    public record PackageDirectory(String path, PackageName name, List<Long> revisions) {
        public PackageDirectory {
            revisions = List.copyOf(revisions);
        }
    }

    public UniverseTree {
        packages = List.copyOf(packages);
    }
}
