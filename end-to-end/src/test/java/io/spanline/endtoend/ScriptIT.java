package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.harness.process.LinkedClone;
import io.spanline.harness.process.LinkedClone.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script {@code ./spanline} on machines that lack something, and under the shells there are.
 */
class ScriptIT {
  @TempDir private Path folder;
  private LinkedClone clone;

  @BeforeEach
  void make() throws IOException {
    clone = LinkedClone.in(folder, RealStack.root());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash"})
  void runsUnderTheUsualShells(String shell) throws IOException {
    assertRunsUnder(shell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash --posix", "busybox sh", "mksh"})
  @Tag("thorough")
  void runsUnderEveryShell(String shell) throws IOException {
    assertRunsUnder(shell);
  }

  private void assertRunsUnder(String shell) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), clone.root().resolve("spanline"));
    Map<String, String> withoutMaven = pathWithoutMaven();
    Path own = unbuilt();
    Path left = write(own.resolve(".spanline/logs/kafka.log"));

    Ran version = LinkedClone.run(folder, Map.of(), script(shell, link, "--version"));
    Ran demo = LinkedClone.run(own, withoutMaven, script(shell, own.resolve("spanline"), "demo"));
    Ran doctor =
        LinkedClone.run(own, withoutMaven, script(shell, own.resolve("spanline"), "doctor"));
    Ran clean = LinkedClone.run(own, Map.of(), script(shell, own.resolve("spanline"), "clean"));

    assertThat(version.output()).startsWith("spanline ");
    assertThat(demo.output())
        .startsWith("spanline: found no Maven")
        .contains("  install it: brew install maven");
    assertThat(doctor.output())
        .contains("ok    JDK", "mend  Maven", "-> brew install maven", "Docker");
    assertThat(left).doesNotExist();
    assertThat(List.of(version.exit(), demo.exit(), doctor.exit(), clean.exit()))
        .containsExactly(0, 2, 2, 0);
  }

  private static List<String> script(String shell, Path script, String verb) {
    List<String> words = new ArrayList<>(List.of(shell.split(" ")));
    words.set(0, MachinePrograms.required(words.get(0)).toString());
    words.addAll(List.of(script.toString(), verb));
    return words;
  }

  @Test
  void needsNoToolThatBusyboxDoesNotHave() throws IOException {
    Path box = MachinePrograms.required("busybox");
    Path path = Files.createDirectory(folder.resolve("busybox tools"));
    LinkedClone.run(path, Map.of(), List.of(box.toString(), "--install", "-s", path.toString()));
    Map<String, String> environment =
        Map.of("PATH", path.toString(), "JAVA_HOME", System.getProperty("java.home"));

    Ran version = clone.run(environment, "sh", "./spanline", "--version");
    Ran clean = clone.run(environment, "sh", "./spanline", "clean", "--dry-run");

    assertThat(version.output()).startsWith("spanline ");
    assertThat(clean.output()).contains(".spanline");
    assertThat(version.exit() + clean.exit()).isZero();
  }

  @Test
  void namesAJavaHomeThatIsNone() {
    Ran ran = clone.run(Map.of("JAVA_HOME", folder.toString()), "./spanline", "status");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.output())
        .startsWith("spanline: JAVA_HOME is '" + folder + "', where there is no JDK")
        .contains("unset it");
  }

  @Test
  void refusesAFolderThatAClassPathCannotHold() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("a:b"));
    Files.copy(clone.root().resolve("spanline"), odd.resolve("spanline"));

    Ran ran = LinkedClone.run(odd, Map.of(), List.of("./spanline", "demo"));

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.output()).contains("has a ':' in its name", "move the clone");
  }

  @Test
  void saysWhereNothingCanBeWritten() throws IOException {
    Path unbuilt = unbuilt();
    Files.writeString(unbuilt.resolve(".spanline"), "a file where a folder is wanted");

    Ran ran = LinkedClone.run(unbuilt, Map.of(), List.of("./spanline", "demo"));

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.output()).contains("nothing can be written in '" + unbuilt + "/.spanline'");
  }

  @Test
  void cleanRemovesWhatBuildsAndRunsLeftAndNothingElse() throws IOException {
    Path own = unbuilt();
    Path capture = write(own.resolve("data/captures/capture_001.json"));
    Path log = write(own.resolve(".spanline/logs/kafka.log"));
    Path built = write(own.resolve("cli/target/cli.jar"));
    write(own.resolve("cli/pom.xml"));
    Path notOurs = write(own.resolve("notes/target/of-the-year.txt"));

    Ran ran = LinkedClone.run(own, Map.of(), List.of("./spanline", "clean"));

    assertThat(ran.exit()).isZero();
    assertThat(List.of(log, built)).noneMatch(Files::exists);
    assertThat(List.of(capture, notOurs)).allMatch(Files::exists);
  }

  @Test
  void cleanAllAsksBeforeItTakesCaptures() throws IOException {
    Path own = unbuilt();
    Path capture = write(own.resolve("data/captures/capture_001.json"));
    Path replay = write(own.resolve("data/replays/replay_001.json"));
    Path cache = folder.resolve("the cache");
    Path tool = write(cache.resolve("jaeger/2.13.0-linux-amd64-release/downloaded.json"));
    Path vegeta = write(cache.resolve("vegeta/12.13.0/vegeta"));
    assertThat(vegeta.toFile().setExecutable(true)).isTrue();
    List<Path> notOurs =
        List.of(
            write(cache.resolve("go/src/hers.go")),
            write(cache.resolve("jaeger/notes/trip.txt")),
            write(cache.resolve("jaeger/lock")));
    Map<String, String> environment = Map.of("SPANLINE_CACHE", cache.toString());

    Ran asked = LinkedClone.run(own, environment, List.of("./spanline", "clean", "--all"));

    assertThat(asked.exit()).isEqualTo(2);
    assertThat(asked.output()).contains("add --yes");
    assertThat(List.of(capture, replay, tool, vegeta)).allMatch(Files::exists);

    Ran told = LinkedClone.run(own, environment, List.of("./spanline", "clean", "--all", "--yes"));

    assertThat(told.exit()).isZero();
    assertThat(List.of(capture, replay, tool, vegeta)).noneMatch(Files::exists);
    assertThat(notOurs).allMatch(Files::exists);
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  void cleanIsRefusedWhileAnythingOfAStackRuns(boolean supervisor, boolean child)
      throws IOException {
    Path own = unbuilt();
    Path record = write(own.resolve(".spanline/run/stack.json"));
    Files.writeString(
        record,
        """
        {
          "phase" : "RUNNING",
          "supervisor" : {
            "pid" : %d,
            "started" : "2026-11-28T04:56:38.460Z"
          },
          "children" : [ {
            "name" : "kafka",
            "pid" : %d,
            "command" : [ "java" ]
          } ]
        }
        """
            .formatted(pid(supervisor), pid(child)));

    Ran ran = LinkedClone.run(own, Map.of(), List.of("./spanline", "clean"));

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.output()).contains("a stack of this clone is running", "./spanline down");
    assertThat(record).exists();
  }

  @Test
  void aRecordThatWasCopiedAlongIsNoRun() throws IOException {
    Path own = unbuilt();
    Path record = write(own.resolve(".spanline/run/stack.json"));
    Files.writeString(
        record,
        """
        {
          "folder" : "/the/original/.spanline/run",
          "supervisor" : {
            "pid" : %d
          }
        }
        """
            .formatted(pid(true)));

    Ran ran = LinkedClone.run(own, Map.of(), List.of("./spanline", "clean"));

    assertThat(ran.exit()).isZero();
    assertThat(ran.output()).contains("is a copy of the one in /the/original/.spanline/run");
    assertThat(record).doesNotExist();
  }

  /** The pid of this process, or one that no system gives. */
  private static long pid(boolean alive) {
    return alive ? ProcessHandle.current().pid() : Integer.MAX_VALUE;
  }

  @Test
  void cleanSaysWhatItCouldNotRemove() throws IOException {
    Path own = unbuilt();
    write(own.resolve(".spanline/logs/kafka.log"));
    write(own.resolve("cli/target/cli.jar"));
    write(own.resolve("cli/pom.xml"));
    Path path = Files.createDirectory(folder.resolve("rm that fails"));
    Path rm =
        Files.writeString(
            path.resolve("rm"),
            "#!/bin/sh\ncase $2 in *.spanline) echo 'rm: it is busy' >&2; exit 1 ;; esac\n");
    assertThat(rm.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment = Map.of("PATH", path + ":" + System.getenv("PATH"));

    Ran ran = LinkedClone.run(own, environment, List.of("./spanline", "clean"));

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.output()).contains("it is busy", "could not remove everything");
  }

  @Test
  void doesNotWaitForADockerThatHangs() throws IOException {
    Map<String, String> environment = pathWithoutMaven();
    Path docker =
        Files.writeString(
            Path.of(environment.get("PATH")).resolve("docker"),
            "#!/bin/sh\ntrap '' TERM\nwhile :; do :; done\n");
    assertThat(docker.toFile().setExecutable(true)).isTrue();
    Path own = unbuilt();
    write(own.resolve("docker-compose.yml"));

    Ran ran = LinkedClone.run(own, environment, List.of("./spanline", "demo"));

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.output()).contains("found no Maven").doesNotContain("docker compose");
  }

  /** The script and what it reads, without a program. */
  private Path unbuilt() throws IOException {
    Path own = Files.createDirectory(folder.resolve("not built")).toRealPath();
    for (String file :
        List.of(
            "spanline", "infra/sh/machine.sh", "infra/sh/clean.sh", "infra/install-lines.txt")) {
      Files.createDirectories(own.resolve(file).getParent());
      Files.copy(RealStack.root().resolve(file), own.resolve(file));
    }
    return own;
  }

  private static Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  /** A PATH as on a Mac without Maven. */
  private Map<String, String> pathWithoutMaven() throws IOException {
    Path path = MachinePrograms.ofTheScript(folder.resolve("path"));
    Path brew = Files.writeString(path.resolve("brew"), "#!/bin/sh\n");
    assertThat(brew.toFile().setExecutable(true)).isTrue();
    return Map.of("PATH", path.toString(), "JAVA_HOME", System.getProperty("java.home"));
  }
}
