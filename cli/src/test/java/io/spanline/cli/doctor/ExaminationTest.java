package io.spanline.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.cli.doctor.Finding.Grade;
import io.spanline.stack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clone and a PATH of the test's own; the programs on it are the machine's. */
class ExaminationTest {
  @TempDir private Path folder;
  private Path clone;
  private Path programs;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void make() throws IOException {
    clone = Files.createDirectory(folder.resolve("clone"));
    programs = Files.createDirectory(folder.resolve("programs"));
    Files.createDirectories(clone.resolve("infra"));
    // What the tools are built from.
    Files.createSymbolicLink(
        clone.resolve("observability"), Path.of("../observability").toRealPath());
    Files.writeString(
        clone.resolve("infra/install-lines.txt"),
        "# a comment\napt-get maven sudo apt-get install maven\nbrew maven brew install maven\n");
    environment.put("PATH", programs.toString());
    environment.put("SPANLINE_RELEASES", "none");
    environment.put("SPANLINE_CACHE", folder.resolve("cache").toString());
  }

  @Test
  void aMissingProgramComesWithWhatThisMachineTypes() throws IOException {
    program("brew", "exit 0");

    assertThat(finding("Maven"))
        .isEqualTo(
            Finding.mend(
                "Maven", "not on the PATH; needed to build changed sources", "brew install maven"));
  }

  @Test
  void anOldMavenIsNamedWithItsVersion() throws IOException {
    program("mvn", "echo 'Apache Maven 3.6.3 (of long ago)'");

    assertThat(finding("Maven").grade()).isEqualTo(Grade.MEND);
    assertThat(finding("Maven").found()).startsWith("3.6.3 at ").contains("3.8 or newer");
  }

  @Test
  void aColouredVersionIsReadToo() throws IOException {
    program("mvn", "printf '\\033[1mApache Maven 3.9.9 (x)\\033[m\\n'");

    assertThat(finding("Maven"))
        .isEqualTo(Finding.ok("Maven", "3.9.9 at " + programs.resolve("mvn")));
  }

  @Test
  void aDockerWhoseDaemonIsAwayIsNoReasonToStop() throws IOException {
    program("docker", "echo 'server '; echo 'Cannot connect to the Docker daemon' >&2; exit 1");

    assertThat(finding("Docker").grade()).isEqualTo(Grade.NOTE);
    assertThat(finding("Docker").mend()).contains("systemctl start docker");
  }

  @Test
  void withoutGoAndToolsBothAreSaid() throws IOException {
    assertThat(finding("Toxiproxy").grade()).isEqualTo(Grade.MEND);
    assertThat(finding("Toxiproxy").mend()).contains("SPANLINE_TOXIPROXY");
    assertThat(finding("Go").grade()).isEqualTo(Grade.NOTE);
  }

  @Test
  void withoutCurlToolsAreBuilt() throws IOException {
    assertThat(finding("curl").grade()).isEqualTo(Grade.NOTE);
    assertThat(finding("curl").found()).contains("built with Go");

    program("curl", "exit 0");
    assertThat(finding("curl").grade()).isEqualTo(Grade.OK);
  }

  @Test
  void aMisspeltSettingIsNamedAndTheRestIsLookedAt() throws IOException {
    environment.put("SPANLINE_TRACE_GAPS", "PT1S");

    assertThat(finding("settings").found()).contains("did you mean SPANLINE_TRACE_GAP?");
    assertThat(finding("memory").found()).contains("GiB");
  }

  @Test
  void aClockBeforeTheBuildIsWrong() throws IOException {
    Path jar = Files.createDirectories(clone.resolve("cli/target")).resolve("cli.jar");
    Files.writeString(jar, "");
    Instant now = Instant.now();
    Files.setLastModifiedTime(jar, FileTime.from(now.plus(Duration.ofDays(1))));

    assertThat(finding("clock", Clock.fixed(now, ZoneOffset.UTC)).found())
        .contains("is before these programs were built");
  }

  @Test
  void aClockThatTheDiskDoesNotShareIsWrong() throws IOException {
    Instant fast = Instant.now().plus(Duration.ofMinutes(5));

    assertThat(finding("clock", Clock.fixed(fast, ZoneOffset.UTC)).found())
        .contains("the clone's disk is off by");
  }

  @Test
  void anOutputFolderThatIsNoneIsSaid() throws IOException {
    Files.writeString(clone.resolve("data"), "");

    assertThat(finding("data").grade()).isEqualTo(Grade.MEND);
    assertThat(finding("data").found()).startsWith("nothing can be written in ");
  }

  @Test
  void recordsOfToxicsThatWaitForKafkaAreSaid() throws IOException {
    Path state = Files.createDirectories(clone.resolve(".spanline"));
    Path waiting = Files.writeString(state.resolve("toxics-waiting.ndjson"), "{}\n");

    assertThat(finding("toxics' records").found()).contains(waiting.toString());
    assertThat(finding("toxics' records").mend()).contains("./spanline toxics");
  }

  @Test
  void aToxiproxyElsewhereThatDoesNotAnswerIsNoReasonToStop() throws IOException {
    environment.put("SPANLINE_TOXIPROXY_API", "http://127.0.0.1:1");

    assertThat(finding("toxics").grade()).isEqualTo(Grade.NOTE);
    assertThat(finding("toxics").found()).contains("does not answer at http://127.0.0.1:1");
  }

  private Finding finding(String thing) throws IOException {
    return finding(thing, Clock.systemUTC());
  }

  private Finding finding(String thing, Clock clock) throws IOException {
    List<Finding> all = new Examination(new Checkout(clone), environment, clock).findings();
    return all.stream()
        .filter(finding -> finding.thing().equals(thing))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + thing + " in " + all));
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
