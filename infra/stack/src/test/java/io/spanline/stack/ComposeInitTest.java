package io.spanline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeInitTest {
  private static final String CLONE = "../..";

  @TempDir private Path shared;

  @Test
  void writesWhatTheOthersReadForAllOfThem() throws Exception {
    ComposeInit.main(new String[] {CLONE, shared.toString()});

    assertThat(shared)
        .isDirectoryNotContaining("glob:**.next")
        .isDirectoryContaining("glob:**/toxiproxy.json");
    assertThat(shared.resolve("otel-collector-config.yaml"))
        .hasSameTextualContentAs(Path.of(CLONE, "observability/otel-collector-config.yaml"));
    assertThat(shared.resolve("jaeger-config.yaml"))
        .hasSameTextualContentAs(Path.of(CLONE, "observability/jaeger-config.yaml"));
    assertThat(Files.readString(shared.resolve("token"))).matches("[0-9a-f]{48}\n");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(shared.resolve("token"))))
        .isEqualTo("r--r--r--");
  }

  @Test
  void leavesTheTokenThatRunningProgramsHaveRead() throws Exception {
    ComposeInit.main(new String[] {CLONE, shared.toString()});
    String token = Files.readString(shared.resolve("token"));

    ComposeInit.main(new String[] {CLONE, shared.toString()});

    assertThat(shared.resolve("token")).hasContent(token);
  }

  @Test
  void givesAFolderToAUser() throws Exception {
    Path folder = Files.createDirectory(shared.resolve("queue"));
    Object self = Files.getAttribute(folder, "unix:uid");

    ComposeInit.main(new String[] {CLONE, shared.toString(), folder + "=" + self});

    assertThat(Files.getAttribute(folder, "unix:uid")).isEqualTo(self);
  }
}
