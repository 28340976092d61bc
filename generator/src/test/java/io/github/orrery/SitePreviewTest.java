package io.github.orrery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.serve.PreviewMode;
import io.github.orrery.serve.ServeLimits;
import io.github.orrery.testing.TestRepo;
import io.github.orrery.testing.UnexpectedFailures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A preview that follows its repository, as its clients see it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SitePreviewTest {
    private static final String PAGE = "packages/kafka/index.html";
    private static final String INDEX = "repo-up-to-2.2.json";
    private static final Pattern STATE = Pattern.compile("data-state=\"([^\"]+)\"");
    private static final Pattern SHOWN = Pattern.compile("orreryState = \"([^\"]+)\"");
    private static final int CLIENTS = 32;
    private static final int EDITS = 20;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final UnexpectedFailures unexpected = new UnexpectedFailures();
    private SitePreview preview;

    @AfterEach
    void close() throws IOException {
        if (preview != null) {
            preview.close();
        }
        unexpected.demandNone();
    }

    @Test
    void showsAChangedPackageInEveryFile() throws Exception {
        TestRepo repo = repo();
        begin(PreviewMode.FOLLOWING);
        String state = state();

        describe(repo, "What is new.");
        String next = after(state, () -> get(PAGE).body().contains("What is new."));

        assertThat(get(INDEX).body()).contains("What is new.");
        assertThat(get("2.2/package/kafka.json").body()).contains("What is new.");
        assertThat(get("packages.html").body()).contains("What is new.");
        assertThat(next).isNotEqualTo(state);
    }

    @Test
    void showsNewPackagesAndForgetsThoseThatAreGone() throws Exception {
        TestRepo repo = repo();
        begin(PreviewMode.FOLLOWING);
        String state = state();

        Path staged =
                TestRepo.in(directory.resolve("staged")).revision("spark", 0).directory("spark", 0);
        Path place = repo.directory("spark", 0);
        Files.createDirectories(place.getParent().getParent());
        Files.move(staged.getParent(), place.getParent());
        state = after(state, () -> get("packages/spark/index.html").statusCode() == 200);

        Files.move(place.getParent(), directory.resolve("gone"));
        after(state, () -> get("packages/spark/index.html").statusCode() == 404);
    }

    @Test
    void showsAChangedTemplate() throws Exception {
        repo();
        begin(PreviewMode.FOLLOWING);
        String state = state();

        Files.writeString(directory.resolve("templates/index.ftlh"), "<body><p>The new start.</p></body>");
        after(state, () -> get("").body().contains("The new start."));
    }

    @Test
    void aPageThatATemplateCannotMakeIsToldThoughNobodyAskedForIt() throws Exception {
        repo();
        begin(PreviewMode.FOLLOWING);
        String state = state();
        Path template = directory.resolve("templates/package.ftlh");

        Files.writeString(template, "<body><#if view.name == 'cassandra'>${view.nothing}</#if><p>Half right.</p>");
        state = after(state, () -> get("").body().contains("could not be built"));
        assertThat(get("").body()).contains("package.ftlh:1:");
        assertThat(get("packages/cassandra/index.html").body()).contains("A package for a test.");
        assertThat(get(PAGE).body()).contains("could not be built").doesNotContain("Half right.");

        Files.writeString(template, "<body><p>All right.</p>");
        after(state, () -> get("packages/cassandra/index.html").body().contains("All right."));
        assertThat(get(PAGE).body()).contains("All right.").doesNotContain("could not be built");
    }

    @Test
    void archivesAreOfTheRepositoryAsItIs() throws Exception {
        TestRepo repo = repo();
        begin(PreviewMode.FOLLOWING);
        String before = sum("packages.tgz");
        assertThat(get("SHA256SUMS").body()).contains(before + "  packages.tgz\n");
        String state = state();

        describe(repo, "What is new.");
        after(state, () -> get(PAGE).body().contains("What is new."));

        String now = sum("packages.tgz");
        assertThat(now).isNotEqualTo(before);
        assertThat(get("SHA256SUMS").body()).contains(now + "  packages.tgz\n");
    }

    @Test
    void showsAChangedLogo() throws Exception {
        repo();
        Path logo = directory.resolve("logo.svg");
        Files.writeString(logo, "<svg xmlns='http://www.w3.org/2000/svg'><circle r='9'/></svg>");
        begin(PreviewMode.FOLLOWING, logo);
        String state = state();
        String before = icon();

        Path next = Files.writeString(
                directory.resolve("next.svg"), "<svg xmlns='http://www.w3.org/2000/svg'><circle r='10'/></svg>");
        Files.move(next, logo, StandardCopyOption.ATOMIC_MOVE);
        after(state, () -> !icon().equals(before));
        assertThat(get(icon()).body()).contains("r='10'");
    }

    private String icon() throws Exception {
        Matcher icon = Pattern.compile("assets/icon\\.[0-9a-f]+\\.svg").matcher(get("").body());
        assertThat(icon.find()).isTrue();
        return icon.group();
    }

    @Test
    void keepsTheLastSiteAndShowsTheProblemsAboveIt() throws Exception {
        TestRepo repo = repo();
        begin(PreviewMode.FOLLOWING);
        String state = state();
        String index = get(INDEX).body();

        repo.revision("kafka", 1, r -> r.set("version", "\"<img src=x onerror=alert(1)>\"")
                .set("name", "\"<b>\""));
        state = after(state, () -> get(PAGE).body().contains("&lt;b&gt;"));

        HttpResponse<String> page = get(PAGE);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("The site could not be built")
                .contains("package.json:")
                .doesNotContain("<img src=x")
                .contains("A package for a test.");
        assertThat(get(INDEX).body()).isEqualTo(index);

        describe(repo, "Mended.");
        after(state, () -> get(PAGE).body().contains("Mended."));

        assertThat(get(PAGE).body()).doesNotContain("could not be built");
    }

    @Test
    void waitsForTheFirstSiteThatCanBeBuilt() throws Exception {
        TestRepo repo = TestRepo.in(directory.resolve("repo")).revision("kafka", 1, r -> r.unset("version"));
        Files.createDirectories(directory.resolve("templates"));
        begin(PreviewMode.FOLLOWING);

        HttpResponse<String> page = get("any/page.html");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("package.json:1:1: error:");
        HttpResponse<String> index = client.send(
                request(INDEX).setHeader("Accept", "application/json").build(), BodyHandlers.ofString());
        assertThat(index.statusCode()).isEqualTo(503);
        assertThat(index.body()).doesNotContain("<");

        Matcher state = STATE.matcher(page.body());
        assertThat(state.find()).isTrue();
        describe(repo, "Mended.");
        after(state.group(1), () -> get(PAGE).body().contains("Mended."));
    }

    @Test
    void pagesFollowWithoutAWeakerPolicy() throws Exception {
        repo();
        begin(PreviewMode.AS_A_HOST);
        HttpResponse<String> plain = get(PAGE);
        assertThat(plain.body()).doesNotContain(".orrery");
        assertThat(get(".orrery/reload.js").statusCode()).isEqualTo(404);
        preview.close();

        begin(PreviewMode.FOLLOWING);
        HttpResponse<String> live = get(PAGE);
        String policy = "Content-Security-Policy";
        assertThat(live.headers().allValues(policy)).isEqualTo(plain.headers().allValues(policy));
        assertThat(live.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(live.body()).contains("<script src=\"/.orrery/reload.js\" data-state=\"");
        assertThat(live.body().replaceFirst("(?s)<link rel=\"stylesheet\" href=\"/.orrery.*?</script>\n", ""))
                .isEqualTo(plain.body());
        assertThat(get(".orrery/reload.js").body()).doesNotContain("eval").contains("location.reload()");
        assertThat(get(".orrery/problems.css").statusCode()).isEqualTo(200);
    }

    @Test
    void eachAnswerIsWhollyOfOneBuildUnder32Clients() throws Exception {
        TestRepo repo = repo();
        begin(PreviewMode.FOLLOWING);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String path =
                    List.of(INDEX, "universe.json", "2.2/package/kafka.json").get(i % 3);
            answers.add(clients.submit(() -> wholeAnswers(path, done)));
        }
        String state = state();
        for (int edit = 1; edit <= EDITS; edit++) {
            String text = "Edit " + edit + "/" + edit + ".";
            describe(repo, text);
            state = after(state, () -> get("2.2/package/kafka.json").body().contains(text));
        }
        done.set(true);
        clients.shutdown();

        int all = 0;
        for (Future<Integer> answer : answers) {
            all += answer.get();
        }
        assertThat(all).isGreaterThan(CLIENTS);
        assertThat(get(INDEX).body()).contains("Edit " + EDITS + "/" + EDITS + ".");
    }

    /** Reads one file over and over; how often. Versions never go back, and each answer has its first and last part. */
    private int wholeAnswers(String path, AtomicBoolean done) throws Exception {
        int answers = 0;
        int newest = 0;
        Pattern edit = Pattern.compile("Edit ([0-9]+)/([0-9]+)\\.");
        do {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).startsWith("{\"packages\":[{").endsWith("}]}");
            assertThat((long) answer.body().length())
                    .isEqualTo(
                            answer.headers().firstValueAsLong("Content-Length").orElseThrow());
            Matcher matcher = edit.matcher(answer.body());
            if (matcher.find()) {
                int found = Integer.parseInt(matcher.group(1));
                assertThat(matcher.group(2)).isEqualTo(matcher.group(1));
                assertThat(found).isGreaterThanOrEqualTo(newest);
                newest = found;
            }
            answers++;
        } while (!done.get());
        return answers;
    }

    private String sum(String path) throws Exception {
        byte[] body =
                client.send(request(path).build(), BodyHandlers.ofByteArray()).body();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    }

    private TestRepo repo() throws IOException {
        Files.createDirectories(directory.resolve("templates"));
        return TestRepo.in(directory.resolve("repo"))
                .revision("cassandra", 0)
                .revision("kafka", 0)
                .revision("kafka", 1, r -> r.set("version", "\"2.0.0\""));
    }

    private static void describe(TestRepo repo, String text) {
        repo.revision("kafka", 1, r -> r.set("version", "\"2.0.0\"").set("description", "\"" + text + "\""));
    }

    private void begin(PreviewMode mode) throws IOException {
        begin(mode, null);
    }

    private void begin(PreviewMode mode, Path logo) throws IOException {
        BuildOptions all = BuildOptions.of(directory.resolve("repo"), Path.of("unused"));
        BuildOptions options = all.with(new BuildOptions.Look(
                all.look().title(),
                logo,
                directory.resolve("templates"),
                all.look().icons(),
                null));
        ServeOptions serving = new ServeOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), mode, List.of(), ServeLimits.DEFAULT);
        preview = SitePreview.begin(options, serving, Progress.SILENT, unexpected)
                .preview()
                .orElseThrow();
    }

    /** The state that pages are of. */
    private String state() throws Exception {
        Matcher state = STATE.matcher(get("").body());
        assertThat(state.find()).isTrue();
        return state.group(1);
    }

    /** The first state for which that holds: each request is one of an open page, which is answered with the next. */
    private String after(String known, Callable<Boolean> holds) throws Exception {
        String state = known;
        while (!holds.call()) {
            Matcher shown = SHOWN.matcher(get(".orrery/state.js?since=" + state).body());
            assertThat(shown.find()).isTrue();
            state = shown.group(1);
        }
        return state();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + preview.port() + "/" + path))
                .setHeader("Accept", "text/html,*/*;q=0.8");
    }
}
