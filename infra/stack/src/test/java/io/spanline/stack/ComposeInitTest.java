package io.spanline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeInitTest {
  private static final String CLONE = "../..";

  @TempDir private Path shared;
  @TempDir private Path secret;

  @Test
  void writesWhatTheOthersReadForAllOfThem() throws Exception {
    init();

    assertThat(shared)
        .isDirectoryNotContaining("glob:**.next")
        .isDirectoryNotContaining("glob:**token*")
        .isDirectoryContaining("glob:**/toxiproxy.json");
    assertThat(shared.resolve("otel-collector-config.yaml"))
        .hasSameTextualContentAs(Path.of(CLONE, "observability/otel-collector-config.yaml"));
    assertThat(shared.resolve("jaeger-config.yaml"))
        .hasSameTextualContentAs(Path.of(CLONE, "observability/jaeger-config.yaml"));
    assertThat(Files.readString(secret.resolve("token"))).matches("[0-9a-f]{48}\n");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(secret.resolve("token"))))
        .isEqualTo("r--r--r--");
  }

  @Test
  void leavesTheTokenThatRunningProgramsHaveRead() throws Exception {
    init();
    String token = Files.readString(secret.resolve("token"));

    init();

    assertThat(secret.resolve("token")).hasContent(token);
  }

  @Test
  void givesAFolderToAUser() throws Exception {
    Path folder = Files.createDirectory(shared.resolve("queue"));
    Object self = Files.getAttribute(folder, "unix:uid");

    init(folder + "=" + self);

    assertThat(Files.getAttribute(folder, "unix:uid")).isEqualTo(self);
  }

  private void init(String... owners) throws IOException {
    List<String> args = new ArrayList<>(List.of(CLONE, shared.toString(), secret.toString()));
    args.addAll(List.of(owners));
    ComposeInit.main(args.toArray(new String[0]));
  }
}
