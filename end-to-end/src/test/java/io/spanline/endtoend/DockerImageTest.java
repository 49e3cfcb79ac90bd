package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.settings.Catalogue.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When tests take Testcontainers' broker, and when the embedded one. */
class DockerImageTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "info) ;; image) ;; *) exit 1 | true  | info, image",
        "info) ;; pull) ;; *) exit 1  | true  | info, image, pull",
        "info) ;; *) exit 1           | false | info, image, pull",
        "*) exit 1                    | false | info"
      })
  void anImageIsTakenIfDockerHasOrCanPullIt(String cases, boolean isThere, String asked)
      throws IOException {
    assertThat(docker(cases).isThere()).isEqualTo(isThere);

    assertThat(asked().stream().map(words -> words.replaceFirst(" .*", "")))
        .containsExactly(asked.split(", "));
  }

  @Test
  void aPullThatDoesNotEndIsGivenUp() throws IOException {
    assertThat(docker("info) ;; pull) exec sleep 60 ;; *) exit 1").isThere()).isFalse();
  }

  @Test
  void thereIsNoneWithoutDocker() {
    assertThat(image(folder.resolve("no-docker")).isThere()).isFalse();
  }

  @Test
  void theBrokerIsTestcontainersOnlyWithTheImageOrOnRequest() {
    assertThat(TestBroker.chosen(Broker.AUTO, () -> true)).isEqualTo(Broker.DOCKER);
    assertThat(TestBroker.chosen(Broker.AUTO, () -> false)).isEqualTo(Broker.EMBEDDED);
    assertThat(TestBroker.chosen(Broker.DOCKER, () -> false)).isEqualTo(Broker.DOCKER);
    assertThat(TestBroker.chosen(Broker.EMBEDDED, () -> true)).isEqualTo(Broker.EMBEDDED);
  }

  @Test
  void theImageIsTheOneOfCompose() throws IOException {
    assertThat(Files.readAllLines(RealStack.root().resolve("docker-compose.yml")))
        .contains("    image: " + DockerImage.NAME);
  }

  /** A Docker client that notes what it was asked and answers by its first word. */
  private DockerImage docker(String cases) throws IOException {
    Path program = folder.resolve("docker");
    Files.writeString(
        program,
        "#!/bin/sh\necho \"$*\" >> '%s'\ncase $1 in %s ;; esac\n"
            .formatted(folder.resolve("asked"), cases));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return image(program);
  }

  private static DockerImage image(Path program) {
    return new DockerImage(program.toString(), Duration.ofSeconds(20), Duration.ofSeconds(5));
  }

  private List<String> asked() throws IOException {
    return Files.readAllLines(folder.resolve("asked"));
  }
}
