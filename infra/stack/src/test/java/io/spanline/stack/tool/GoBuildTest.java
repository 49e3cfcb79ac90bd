package io.spanline.stack.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoBuildTest {
  @TempDir Path part;

  @Test
  void keepsAllThatGoWritesInTheFolderThatGoes() throws Exception {
    Map<String, String> environment = new HashMap<>(Map.of("GOCACHE", "", "GOFLAGS", "-p=1"));

    GoBuild.complete(environment, part);

    assertThat(environment)
        .containsEntry("GOCACHE", part.resolve("go-build").toString())
        .containsEntry("GOTMPDIR", part.resolve("work").toString())
        .containsEntry("GOBIN", part.toString())
        .containsEntry("GOFLAGS", "-p=1")
        .doesNotContainKey("GOMODCACHE");
    assertThat(part.resolve("work")).isDirectory();
  }

  @Test
  void leavesACacheThatTheUserHasChosen() throws Exception {
    Map<String, String> environment = new HashMap<>(Map.of("GOCACHE", "/kept/by/ci"));

    GoBuild.complete(environment, part);

    assertThat(environment).containsEntry("GOCACHE", "/kept/by/ci");
  }
}
