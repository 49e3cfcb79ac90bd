package io.spanline.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRemovalTest {
  @Test
  void deletesAFolderWithAllThatIsInIt(@TempDir Path folder) throws Exception {
    Path inner = Files.createDirectories(folder.resolve("run/undisturbed-1"));
    Files.writeString(inner.resolve("kafka.log"), "x");

    assertThat(FolderRemoval.delete(folder.resolve("run"))).isEmpty();

    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void whatIsNotThereNeedNotBeDeleted(@TempDir Path folder) {
    assertThat(FolderRemoval.delete(folder.resolve("nothing"))).isEmpty();
  }
}
