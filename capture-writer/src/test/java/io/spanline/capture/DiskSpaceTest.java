package io.spanline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
  @TempDir private Path folder;

  @Test
  void saysThatADiskIsNearlyFull() {
    assertThat(new DiskSpace(folder, 1).shortage()).isEmpty();
    assertThat(new DiskSpace(folder, Long.MAX_VALUE).shortage())
        .hasValueSatisfying(
            text ->
                assertThat(text).startsWith(folder.toString()).contains("make room on its disk"));
  }

  @Test
  void aFolderThatIsGoneHasNoRoom() {
    assertThat(new DiskSpace(folder.resolve("gone"), 1).shortage())
        .hasValueSatisfying(text -> assertThat(text).contains("has 0 MiB left"));
  }
}
