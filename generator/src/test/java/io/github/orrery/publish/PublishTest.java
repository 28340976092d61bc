package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.PublicationManifest;
import io.github.orrery.publish.PublishResult.Outcome;
import io.github.orrery.testing.FakeClock;
import io.github.orrery.testing.FaultyBucket;
import io.github.orrery.testing.InMemoryBucket;
import io.github.orrery.testing.PublishedState;
import io.github.orrery.testing.TinySite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTest {
    private static final PublishOptions ONE_AT_A_TIME = new PublishOptions(false, false, false, false, 1);

    @TempDir
    Path directory;

    private final FakeClock clock = new FakeClock();
    private final InMemoryBucket bucket = new InMemoryBucket(clock);
    private int made;

    @Test
    void sendsOnlyWhatChanged() throws Exception {
        PublishPlan first = publish(site(1)).plan();
        PublishPlan second = publish(site(2)).plan();

        assertThat(first.objects()).allMatch(PublishAction.Put.class::isInstance);
        assertThat(second.filesToWrite())
                .extracting(PublishAction.Put::key)
                .doesNotContain("packages/kafka/revision-0.html")
                .contains("packages/kafka/revision-1.html", "repo-up-to-2.2.json", "SHA256SUMS");
    }

    @Test
    void storesAnIndexCompressedWithItsTypeAndTheFileBesideItAsItIs() throws Exception {
        publish(site(2));

        assertThat(bucket.head("repo-up-to-2.2.json").orElseThrow().headers())
                .isEqualTo(new ObjectHeaders(TinySite.TYPE, "public, max-age=60, stale-while-revalidate=600", "gzip"));
        assertThat(bucket.head("repo-up-to-2.2.json.gz").orElseThrow().headers().contentType())
                .isEqualTo("application/gzip");
        assertThat(bucket.head("repo-up-to-2.2.json.gz").orElseThrow().headers().contentEncoding())
                .isNull();
        assertThat(bucket.get("repo-up-to-2.2.json").orElseThrow().bytes())
                .isEqualTo(bucket.get("repo-up-to-2.2.json.gz").orElseThrow().bytes());
        assertThat(bucket.head("timestamp.json").orElseThrow().headers().cacheControl())
                .isEqualTo("no-cache, max-age=0");
    }

    @Test
    void leavesBeforeRoots() throws Exception {
        assertThat(publish(site(1)).plan().filesToWrite())
                .extracting(PublishAction.Put::key)
                .containsExactly(
                        "packages/kafka/index.html",
                        "packages/kafka/revision-0.html",
                        "2.2/package/kafka.json",
                        "2.2/package/kafka.json.gz",
                        "packages.tgz",
                        "repo-up-to-2.2.json",
                        "repo-up-to-2.2.json.gz",
                        "universe.json",
                        "universe.json.gz",
                        "index.html",
                        "site.json",
                        "SHA256SUMS");
    }

    @Test
    void aDryRunTellsExactlyWhatThenHappensAndWritesNothing() throws Exception {
        publish(site(1));
        LocalSite next = site(2);
        var before = bucket.list("");

        PublishResult planned =
                publisher(new PublishOptions(true, false, false, false, 1)).publish(next);

        assertThat(bucket.list("")).isEqualTo(before);
        assertThat(planned.outcome()).isEqualTo(Outcome.PLANNED);
        PublishResult done = publish(next);
        assertThat(done.plan()).isEqualTo(planned.plan());
        assertThat(done.version()).isEqualTo(planned.version());
    }

    @Test
    void theSameSiteAgainWritesNothing() throws Exception {
        LocalSite site = site(1);
        publish(site);

        assertThat(publish(site).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(PublishedState.through(bucket).version()).isEqualTo(1);
    }

    @Test
    void theSameSiteIsMadeFreshAgainBeforeReadersDoubtIt() throws Exception {
        LocalSite site = site(1);
        publish(site);
        clock.pause(Duration.ofDays(7));

        assertThat(publish(site).version()).isEqualTo(2);
        assertThat(PublishedState.underNames(bucket))
                .isEqualTo(PublishedState.through(bucket).files());
    }

    @Test
    void goesBackToThePublicationBeforeAndFurtherEachTime() throws Exception {
        publish(site(1));
        var one = PublishedState.through(bucket).files();
        publish(site(2));
        var two = PublishedState.through(bucket).files();
        publish(site(3));

        assertThat(publisher(ONE_AT_A_TIME).rollBack().version()).isEqualTo(4);
        assertThat(PublishedState.through(bucket)).isEqualTo(new PublishedState(4, two));
        assertThat(publisher(ONE_AT_A_TIME).rollBack().version()).isEqualTo(5);
        assertThat(PublishedState.through(bucket)).isEqualTo(new PublishedState(5, one));
        assertThatThrownBy(() -> publisher(ONE_AT_A_TIME).rollBack())
                .isInstanceOf(PublishRefusedException.class)
                .hasMessage("memory: there is no publication before the current one");
        publish(site(3));
        assertThat(PublishedState.underNames(bucket))
                .isEqualTo(PublishedState.through(bucket).files());
    }

    @Test
    void aFileThatLeftIsDeletedADayLater() throws Exception {
        publish(site(2, "kafka", "spark"));
        publish(site(2, "kafka"), allowing(true, false));
        assertThat(bucket.list("packages/spark/")).hasSize(3);
        clock.pause(Duration.ofHours(25));

        PublishPlan plan = publish(site(3, "kafka")).plan();

        assertThat(plan.deletions()).extracting(PublishAction.Delete::key).contains("packages/spark/index.html");
        assertThat(bucket.list("packages/spark/")).isEmpty();
        assertThat(PublishedState.underNames(bucket))
                .isEqualTo(PublishedState.through(bucket).files());
    }

    @Test
    void newNamesComeBeforeAllThatMayReferToThem() throws Exception {
        publish(site(1));

        assertThat(publish(site(2)).plan().filesToWrite())
                .extracting(PublishAction.Put::key)
                .startsWith("packages/kafka/revision-1.html", "packages/kafka/index.html");
    }

    @Test
    void aPageThatLeftSaysSoUntilItIsDeleted() throws Exception {
        publish(site(2, "kafka", "spark"));
        PublishPlan plan = publish(site(2, "kafka"), allowing(true, false)).plan();

        assertThat(plan.tombstones())
                .containsExactly(
                        "packages/spark/index.html",
                        "packages/spark/revision-0.html",
                        "packages/spark/revision-1.html");
        assertThat(PublishedState.underNames(bucket).get("packages/spark/index.html"))
                .contains("No longer here")
                .contains("href=\"../../index.html\"");
        assertThat(bucket.head("packages/spark/index.html").orElseThrow().headers())
                .isEqualTo(new ObjectHeaders("text/html;charset=utf-8", "public, max-age=300", null));
        assertThat(publish(site(2, "kafka")).outcome()).isEqualTo(Outcome.UNCHANGED);

        publish(site(2, "kafka", "spark"));
        assertThat(PublishedState.underNames(bucket))
                .isEqualTo(PublishedState.through(bucket).files());
    }

    @Test
    void pagesThatAKilledPublicationDroppedAreReplacedByTheNextOne() throws Exception {
        publish(site(2, "kafka", "spark"));
        LocalSite smaller = site(2, "kafka");
        int requests = requestsOf(smaller);
        Set<String> texts = new TreeSet<>();
        for (int k = 0; k < requests; k++) {
            InMemoryBucket killed = bucket.copy();
            try {
                publisher(FaultyBucket.dyingAt(killed, k, true), allowing(true, false))
                        .publish(smaller);
            } catch (FaultyBucket.Killed e) {
                texts.add(PublishedState.underNames(killed)
                        .get("packages/spark/index.html")
                        .substring(0, 2));
            }
            publisher(killed, allowing(true, false)).publish(smaller);
            assertThat(PublishedState.underNames(killed).get("packages/spark/index.html"))
                    .as("killed at %s", k)
                    .contains("No longer here");
        }
        assertThat(texts).containsExactly("<!", "<p");
    }

    private int requestsOf(LocalSite site) throws Exception {
        FaultyBucket counting = FaultyBucket.dyingAt(bucket.copy(), Integer.MAX_VALUE, true);
        publisher(counting, allowing(true, false)).publish(site);
        return counting.requests();
    }

    @Test
    void whatABrokenPublicationDroppedStaysADayAfterItWasCompleted() throws Exception {
        publish(site(2, "kafka", "spark"));
        FaultyBucket dying = new FaultyBucket(bucket, new FaultyBucket.Fault() {
            @Override
            public void before(int request, String key) {
                if (key.equals("packages/kafka/index.html")) {
                    throw new FaultyBucket.Killed(); // committed, and no page is replaced yet
                }
            }

            @Override
            public void after(int request, String key) {
                // it dies before
            }
        });
        assertThatThrownBy(() -> publisher(dying, allowing(true, false)).publish(site(1, "kafka")))
                .isInstanceOf(FaultyBucket.Killed.class);
        clock.pause(Duration.ofDays(3));

        publish(site(1, "kafka")); // until now index.html led to the pages of spark
        assertThat(bucket.list("packages/spark/")).hasSize(3);
        clock.pause(Duration.ofHours(25));
        publish(site(1, "kafka"));

        assertThat(bucket.list("packages/spark/")).isEmpty();
    }

    @Test
    void bytesGoAWeekAfterTheLastPublicationThatNamedThemAndNotBeforeFourMore() throws Exception {
        publish(site(1));
        int afterOne = bucket.list("by-hash/").size();
        String manifest = bucket.list("manifest/").firstKey();
        publish(site(2));
        clock.pause(Duration.ofDays(30));
        publish(site(3));
        assertThat(bucket.list("manifest/")).containsKey(manifest);
        for (int i = 4; i <= 6; i++) {
            clock.pause(Duration.ofDays(8));
            publish(site(i));
        }
        clock.pause(Duration.ofDays(8));
        publish(site(7));

        assertThat(bucket.list("manifest/")).doesNotContainKey(manifest).hasSizeBetween(5, 6);
        assertThat(bucket.list("publications/")).hasSizeBetween(4, 6);
        assertThat(bucket.list("by-hash/").size()).isLessThan(7 * afterOne);
        publisher(ONE_AT_A_TIME).rollBack();
        assertThat(PublishedState.through(bucket).version()).isEqualTo(8);
    }

    /** The negative control: without a grace period a reader that took its time finds less than it was promised. */
    @Test
    void aSlowReaderFindsAllThatItsRecordNames() throws Exception {
        publish(site(1));
        InMemoryBucket asSeen = bucket.copy();
        for (int i = 2; i < 9; i++) {
            clock.pause(Duration.ofHours(20));
            publish(site(i));
        }

        assertThat(missing(asSeen, bucket)).isEmpty();
        clock.pause(Duration.ofDays(8));
        publish(site(9));
        assertThat(missing(asSeen, bucket)).isNotEmpty();
    }

    private static java.util.List<String> missing(Bucket promised, Bucket there) throws IOException {
        var keys = new java.util.TreeSet<>(promised.list("by-hash/").keySet());
        keys.addAll(promised.list("manifest/").keySet());
        keys.removeAll(there.list("").keySet());
        return java.util.List.copyOf(keys);
    }

    @Test
    void bytesOfAPublicationThatBrokeOffGoAfterAWeek() throws Exception {
        publish(site(1));
        bucket.put(
                PublicationKeys.byHash("ab".repeat(32)),
                BucketContract.text("x"),
                ObjectHeaders.BY_HASH,
                WriteCondition.ALWAYS);
        publish(site(2));
        assertThat(bucket.head(PublicationKeys.byHash("ab".repeat(32)))).isPresent();
        clock.pause(Duration.ofDays(8));

        publish(site(3));

        assertThat(bucket.head(PublicationKeys.byHash("ab".repeat(32)))).isEmpty();
    }

    @Test
    void whatOthersKeepThereStays() throws Exception {
        bucket.put("CNAME", BucketContract.text("example.com"), ObjectHeaders.RECORD, WriteCondition.ALWAYS);
        publish(site(1));
        clock.pause(Duration.ofDays(100));
        publish(site(2));

        assertThat(bucket.head("CNAME")).isPresent();
    }

    @Test
    void filesOfOthersUnderNamesOfTheSiteAreNotReplacedUnlessMeant() throws Exception {
        bucket.put("index.html", BucketContract.text("ours"), ObjectHeaders.RECORD, WriteCondition.ALWAYS);
        LocalSite site = site(1);

        assertThatThrownBy(() -> publish(site))
                .isInstanceOf(PublishRefusedException.class)
                .hasMessage(
                        "refused: nothing was published at memory yet, but there is a file of somebody else's under a"
                                + " name of the site (index.html). Publish elsewhere, or add --allow-changes to replace it");
        assertThat(bucket.get("index.html").orElseThrow().bytes()).asString().isEqualTo("ours");
        publish(site, allowing(false, true));
        assertThat(PublishedState.through(bucket).version()).isEqualTo(1);
    }

    @Test
    void aSiteThatWasCopiedThereByHandIsTakenOver() throws Exception {
        LocalSite site = site(1);
        for (String path : List.of("index.html", "site.json")) {
            byte[] bytes = Files.readAllBytes(directory.resolve("site1").resolve(path));
            bucket.put(path, ObjectContent.of(bytes), ObjectHeaders.RECORD, WriteCondition.ALWAYS);
        }

        publish(site);

        assertThat(PublishedState.through(bucket).version()).isEqualTo(1);
    }

    @Test
    void anEndpointWithoutConditionalWritesIsRefusedUnlessThereIsOneWriter() throws Exception {
        InMemoryBucket careless = new InMemoryBucket(clock, false);
        LocalSite site = site(1);

        assertThatThrownBy(
                        () -> new Publisher(careless, ONE_AT_A_TIME, clock, new Random(1), this::ignore).publish(site))
                .hasMessageStartingWith("memory: the endpoint has no conditional writes");
        assertThat(careless.list("")).containsOnlyKeys(".publish/probe");
        new Publisher(careless, new PublishOptions(false, true, false, false, 1), clock, new Random(1), this::ignore)
                .publish(site);
        assertThat(PublishedState.through(careless).version()).isEqualTo(1);
    }

    @Test
    void aRevisionThatChangedIsRefusedUnlessMeant() throws Exception {
        publish(site(2));
        LocalSite changed = TinySite.changed(directory.resolve("changed"), 2);

        assertThatThrownBy(() -> publish(changed))
                .isInstanceOf(PublishRefusedException.class)
                .hasMessageContaining("2 revisions that were published have changed (kafka 0, kafka 1)");
        assertThat(PublishedState.through(bucket).version()).isEqualTo(1);
        publish(changed, allowing(false, true));
        assertThat(PublishedState.through(bucket).version()).isEqualTo(2);
    }

    @Test
    void anEmptySourceIsRefused() throws Exception {
        publish(site(1, "kafka", "spark", "hdfs"));

        assertThatThrownBy(() -> publish(site(1, "kafka")))
                .isInstanceOf(PublishRefusedException.class)
                .hasMessage(
                        "refused: 2 of 3 packages would go (hdfs, spark), more than a tenth. Where that is meant, add"
                                + " --allow-removals");
    }

    @Test
    void aFileThatIsNotWhatTheListSaysIsNotSent() throws Exception {
        LocalSite site = site(1);
        Files.writeString(directory.resolve("site" + made).resolve("index.html"), "<h1>9</h1>");

        assertThatThrownBy(() -> publish(site))
                .hasMessageContaining("index.html: holds other bytes than site.json says");
        assertThat(PublishedState.through(bucket).version()).isZero();
    }

    @Test
    void bytesThatAreNotTheirHashAreNotBuiltUpon() throws Exception {
        publish(site(1));
        LocalSite next = site(2);
        String sum = next.filesStoredCompressed().get("index.html").stored().sha256();
        bucket.put(
                PublicationKeys.byHash(sum),
                BucketContract.text("<h1>X</h1>"),
                ObjectHeaders.BY_HASH,
                WriteCondition.ALWAYS);
        bucket.put(
                PublicationKeys.byHash(sum).replace(sum, sum),
                BucketContract.text("short"),
                ObjectHeaders.BY_HASH,
                WriteCondition.ALWAYS);

        assertThatThrownBy(() -> publish(next)).hasMessageContaining("holds other bytes than its name says");
        assertThat(PublishedState.through(bucket).version()).isEqualTo(1);
    }

    @Test
    void aRecordThatOrreryDidNotWriteStopsIt() throws Exception {
        for (String text : new String[] {
            "<html>", "{}", "{\"format\":1,\"version\":-1}", "{\"format\":1,\"version\":1,\"created\":\"now\"}"
        }) {
            bucket.put("timestamp.json", BucketContract.text(text), ObjectHeaders.RECORD, WriteCondition.ALWAYS);
            assertThatThrownBy(() -> publish(site(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("timestamp.json at the destination was not written by Orrery: ");
        }
    }

    @Test
    void aManifestThatNamesAPathOutsideStopsIt() {
        for (String path : new String[] {"../x", "/x", "by-hash/x", "timestamp.json", ".publish/lease", "a//b"}) {
            String text = "{\"format\":1,\"files\":{\"" + path + "\":{\"sha256\":\"" + "0".repeat(64)
                    + "\",\"size\":1,\"type\":\"a/b\",\"cache\":\"no\"}}}";
            assertThatThrownBy(() ->
                            PublicationManifest.parse("m", text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("it names " + path);
        }
    }

    @Test
    void aLivingPublisherIsNotDisturbedAndADeadOneIsTakenOver() throws Exception {
        publish(site(1));
        Lease living = Lease.take(bucket, clock, "living");
        LocalSite next = site(2);
        PublishClock whileItLives = new PublishClock() {
            @Override
            public java.time.Instant now() {
                return clock.now();
            }

            @Override
            public void pause(Duration time) {
                clock.pause(time);
                try {
                    living.renew();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        };

        assertThatThrownBy(() ->
                        new Publisher(bucket, ONE_AT_A_TIME, whileItLives, new Random(2), this::ignore).publish(next))
                .isInstanceOf(LostRaceException.class)
                .hasMessageContaining("another publisher is at work");
        publish(next); // the lease has not changed for a minute
        assertThat(PublishedState.through(bucket).version()).isEqualTo(2);
        clock.pause(Duration.ofMinutes(1));
        assertThatThrownBy(living::renew).isInstanceOf(LostRaceException.class);
    }

    private PublishOptions allowing(boolean removals, boolean changes) {
        return new PublishOptions(false, false, removals, changes, 1);
    }

    private LocalSite site(int revisions, String... names) throws IOException {
        return TinySite.of(
                directory.resolve("site" + ++made), revisions, names.length == 0 ? new String[] {"kafka"} : names);
    }

    private PublishResult publish(LocalSite site) throws Exception {
        return publish(site, ONE_AT_A_TIME);
    }

    private PublishResult publish(LocalSite site, PublishOptions options) throws Exception {
        return publisher(options).publish(site);
    }

    private Publisher publisher(PublishOptions options) {
        return publisher(bucket, options);
    }

    private Publisher publisher(Bucket bucket, PublishOptions options) {
        return new Publisher(bucket, options, clock, new Random(1), this::ignore);
    }

    private void ignore(String phase, int done, int total) {
        // nobody watches
    }
}
