package io.github.keycloakporter.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.benchmarks.queue.SampleMail;
import io.github.keycloakporter.localstack.StackArtifacts;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statistics, tables and what the servers are given. Needs no server. */
class MailReportTest {

    @Test
    void medianAndPercentileAreSamplesThemselves() {
        Samples samples = new Samples();
        for (int i = 20; i >= 1; i--) {
            samples.add(i * 1_000_000L);
        }
        assertThat(samples.median()).isEqualTo(10);
        assertThat(samples.percentile(95)).isEqualTo(19);
        assertThat(samples.percentile(100)).isEqualTo(20);
        assertThatThrownBy(() -> new Samples().median()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void pagesAreReportedByServerAndDelay() {
        PageFigures figures = new PageFigures();
        for (String page : List.of(PageFigures.REGISTER, PageFigures.RESEND, PageFigures.RESET)) {
            for (int delay : PageFigures.DELAYS) {
                figures.add(page, "Porter", delay, 50_000_000L);
                figures.add(page, "stock", delay, (50 + delay) * 1_000_000L);
            }
        }
        assertThat(figures.times().text())
                .contains("| register | 200 | 50.0 | 50.0 | 250.0 | 250.0 |")
                .contains("| reset | 2000 | 50.0 | 50.0 | 2050.0 | 2050.0 |")
                .contains("Samples of each: 1.");
        assertThat(figures.ratios().text()).contains("| resend | 1.00 | 1.00 | 5.00 | 41.00 |");
    }

    @Test
    void aTableIsMarkdown() {
        Table table = new Table("Two", "what", "how much").row("a", "1").note("Below.");
        assertThat(table.text()).isEqualTo("### Two\n\n| what | how much |\n| --- | ---: |\n| a | 1 |\n\nBelow.\n");
        assertThatThrownBy(() -> table.row("a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void arrivalsKeepTheirTimes() {
        Arrivals arrivals = new Arrivals();
        arrivals.add(1_000);
        arrivals.add(1_000);
        assertThat(arrivals.count()).isEqualTo(2_000);
        assertThat(arrivals.timeOf(1)).isEqualTo(arrivals.timeOf(1_000));
        assertThat(arrivals.seconds(1, 2_000)).isNotNegative();
        assertThatThrownBy(() -> arrivals.timeOf(2_001)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDelayStandsInTheAddress() {
        assertThat(Delays.of(Delays.prefix(2_000) + "7@example.org>")).isEqualTo(2_000);
        assertThat(Delays.of("ada@example.org")).isZero();
        assertThat(Delays.of("d9.@example.org")).isEqualTo(9);
    }

    /** What is measured is a mail as people get it, and personal parts stand in it to the letter. */
    @Test
    void theSampleMailHasTheUsualSize() {
        OutgoingMail mail = SampleMail.of(Delays.prefix(0), 7, Optional.of("run"));
        assertThat(mail.html().length()).isBetween(5_500, 7_000);
        assertThat(mail.text().length()).isBetween(900, 1_300);
        assertThat(mail.personal().values())
                .allSatisfy(part -> assertThat(mail.html()).contains(part));
        assertThat(mail.recipient()).isEqualTo("d0.7@example.org");
        assertThat(SampleMail.of("", 8, Optional.of("run")).personal().values())
                .doesNotContainAnyElementsOf(mail.personal().values());
    }

    @Test
    void theFillersJarIsTheSameEachTime(@TempDir Path dir) throws Exception {
        Path jar = FillerJar.pack(dir.resolve("one.jar"));
        assertThat(FillerJar.pack(dir.resolve("two.jar"))).hasSameBinaryContentAs(jar);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("META-INF/beans.xml", "io/github/keycloakporter/benchmarks/queue/QueueFiller.class")
                    .noneMatch(name -> name.contains("/mail/"));
        }
    }

    @Test
    void stocksRealmHasPortersPoliciesAndNothingElseOfIt() throws Exception {
        Path shipped = StackArtifacts.load().requireRealmFile();
        var realm = StockRealm.of(shipped, Map.of("PORTER_SMTP_PORT", "4711", "PORTER_RESEND_COOLDOWN_SECONDS", "1"));
        assertThat(realm.at("/smtpServer/port").asText()).isEqualTo("4711");
        assertThat(realm.get("verifyEmail").asBoolean()).isTrue();
        assertThat(realm.get("passwordPolicy").asText()).startsWith("length(12)");
        assertThat(realm.toString().replace("\"realm\":\"porter\"", "").replace("\"Porter\"", ""))
                .doesNotContainIgnoringCase("porter")
                .doesNotContain("${");
    }
}
