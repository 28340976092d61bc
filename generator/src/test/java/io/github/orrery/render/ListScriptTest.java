package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.TestRepo;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the list shows for what one asks. */
class ListScriptTest {
    @TempDir
    Path repo;

    @TempDir
    Path scratch;

    private ListUnderTest list;

    @BeforeEach
    void make() {
        TestRepo.in(repo)
                .revision("cassandra", 0, files -> files.set("version", "\"1.0\"")
                        .set("tags", "[\"database\", \"NoSQL\"]")
                        .set("framework", "true")
                        .set("selected", "true"))
                .revision("cassandra", 1, files -> files.set("version", "\"2.0\"")
                        .set("packagingVersion", "\"4.0\"")
                        .set("tags", "[\"database\", \"NoSQL\"]")
                        .set("framework", "true")
                        .set("selected", "true")
                        .set("lastUpdated", "1500000000")
                        .set("minDcosReleaseVersion", "\"1.11\""))
                .revision("elasticsearch", 0, files -> files.set("tags", "[\"search\", \"database\"]")
                        .set("description", "\"Finds what cassandra holds.\"")
                        .set("licenses", "[{\"name\": \"Elastic License\", \"url\": \"https://example.com/e\"}]")
                        .set("lastUpdated", "1600000000"))
                .revision("gone", 0, files -> files.set("packagingVersion", "\"4.0\"")
                        .set("minDcosReleaseVersion", "\"9999\""))
                .revision("marathon-lb", 0, files -> files.set("tags", "[\"loadbalancer\"]")
                        .set("maintainer", "\"Support@Example.com\"")
                        .set("minDcosReleaseVersion", "\"1.9\""))
                .revision("new-cassandra-tool", 0, files -> files.without("marathon.json.mustache")
                        .without("config.json")
                        .set("tags", "[\"tool\"]"));
        list = new ListUnderTest(CatalogueUnderTest.of(repo).pages.get("search-index.js"), scratch);
    }

    @Test
    void ranksNamesBeforeTheirPartsBeforeDescriptions() {
        assertThat(list.names("?q=cassandra")).containsExactly("cassandra", "new-cassandra-tool", "elasticsearch");
    }

    @Test
    void findsBeginningsOfWordsAndAnyCase() {
        assertThat(list.names("?q=ELAS")).containsExactly("elasticsearch");
        assertThat(list.names("?q=nosq")).containsExactly("cassandra");
        assertThat(list.names("?q=lb")).containsExactly("marathon-lb");
    }

    @Test
    void wantsEveryWord() {
        assertThat(list.names("?q=database+search")).containsExactly("elasticsearch");
        assertThat(list.names("?q=marathon-lb")).containsExactly("marathon-lb");
        assertThat(list.names("?q=database+marathon")).isEmpty();
    }

    @Test
    void forgivesALetterTooManyTooFewSwappedOrWrong() {
        assertThat(list.names("?q=casandra")).startsWith("cassandra");
        assertThat(list.names("?q=cassanndra")).startsWith("cassandra");
        assertThat(list.names("?q=casasndra")).startsWith("cassandra");
        assertThat(list.names("?q=cassamdra")).startsWith("cassandra");
        assertThat(list.names("?q=elastiksaerch")).containsExactly("elasticsearch");
        assertThat(list.names("?q=marahton")).containsExactly("marathon-lb");
        assertThat(list.names("?q=xyz")).isEmpty();
        assertThat(list.ask("select('?q=casandra').alike").booleanValue()).isTrue();
        assertThat(list.ask("select('?q=cassandra').alike").booleanValue()).isFalse();
    }

    @Test
    void forgivesWhileOneIsStillTyping() {
        assertThat(list.names("?q=casasn")).startsWith("cassandra");
        assertThat(list.names("?q=elasct")).containsExactly("elasticsearch");
    }

    @Test
    void countsTheFewestChanges() {
        assertThat(list.ask("list.distance('kafka', 'kafka', 2)").intValue()).isZero();
        assertThat(list.ask("list.distance('kafak', 'kafka', 2)").intValue()).isEqualTo(1);
        assertThat(list.ask("list.distance('kfka', 'kafka', 2)").intValue()).isEqualTo(1);
        assertThat(list.ask("list.distance('kaf', 'kafka', 2)").intValue()).isZero();
        assertThat(list.ask("list.distance('spark', 'kafka', 2)").intValue()).isEqualTo(3);
        assertThat(list.ask("list.distance('', '', 2)").intValue()).isZero();
    }

    @Test
    void showsWhatAClusterSees() {
        assertThat(list.names("?dcos=1.8")).containsExactly("cassandra", "elasticsearch", "new-cassandra-tool");
        assertThat(list.names("?dcos=2.2"))
                .containsExactly("cassandra", "elasticsearch", "marathon-lb", "new-cassandra-tool");
        assertThat(list.names("?dcos=1.7")).containsExactly("cassandra", "elasticsearch");
        assertThat(list.ask("list.seenBy(U[0], '1.10', U.dcos).slice(1)").toString())
                .isEqualTo("[\"1.0\",0,\"\"]");
        assertThat(list.ask("list.seenBy(U[0], '1.11', U.dcos).slice(1)").toString())
                .isEqualTo("[\"2.0\",1,\"1.11\"]");
        assertThat(list.ask("list.seenBy(U[2], '2.2', U.dcos)").isNull()).isTrue();
    }

    @Test
    void filtersByEachFacet() {
        assertThat(list.names("?tag=database")).containsExactly("cassandra", "elasticsearch");
        assertThat(list.names("?tag=database&tag=tool"))
                .containsExactly("cassandra", "elasticsearch", "new-cassandra-tool");
        assertThat(list.names("?tag=nosql&kind=framework")).containsExactly("cassandra");
        assertThat(list.names("?kind=cli+only")).containsExactly("new-cassandra-tool");
        assertThat(list.names("?mark=withdrawn")).containsExactly("gone");
        assertThat(list.names("?mark=selected")).containsExactly("cassandra");
        assertThat(list.names("?licence=elastic+license")).containsExactly("elasticsearch");
        assertThat(list.names("?maintainer=support%40example.com")).containsExactly("marathon-lb");
        assertThat(list.names("?format=4.0")).containsExactly("cassandra", "gone");
    }

    @Test
    void countsWhatEachFurtherChoiceWouldShow() {
        String counts = "Object.fromEntries(Array.from(select('?tag=database').counts[%1$d],"
                + " (n, i) => [index.values[%1$d][i].key, n]).filter(pair => pair[1]))";
        assertThat(list.ask(counts.formatted(2)).toString())
                .isEqualTo("{\"database\":2,\"nosql\":1,\"search\":1,\"test\":1,\"loadbalancer\":1,\"tool\":1}");
        assertThat(list.ask(counts.formatted(0)).toString()).isEqualTo("{\"framework\":1,\"service\":1}");
    }

    @Test
    void sortsAsAsked() {
        assertThat(list.names("?sort=newest")).startsWith("elasticsearch", "cassandra", "gone", "marathon-lb");
        assertThat(list.names("?sort=revisions")).startsWith("cassandra", "elasticsearch");
        assertThat(list.names("")).startsWith("cassandra", "elasticsearch", "gone");
        assertThat(list.names("?sort=nonsense")).startsWith("cassandra", "elasticsearch", "gone");
    }

    @Test
    void writesAnAddressThatReadsTheSame() {
        String address = "?q=a+b%26c&dcos=1.10&sort=newest&tag=x%3Dy&tag=%23z";
        assertThat(list.ask("list.write(list.read('" + address + "'))").textValue())
                .isEqualTo(address);
        assertThat(list.ask("list.write(list.read('?unknown=1'))").textValue()).isEmpty();
    }
}
