package io.spanline.capture.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.FileSums;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteBehindTest {
  @TempDir private Path folder;

  @Test
  void writesPartsOfAllSizesInOrderAndSumsThemUp() throws IOException {
    byte[] all = new byte[40 << 20];
    new Random(1).nextBytes(all);
    Path file = folder.resolve("file");

    String sum;
    try (FileChannel channel = channel(file);
        WriteBehind out = new WriteBehind(channel)) {
      out.write(all[0]);
      int at = 1;
      for (int length = 1; at < all.length; length = length * 3 % 2_500_000 + 1) {
        int part = Math.min(length, all.length - at);
        out.write(all, at, part);
        at += part;
      }
      sum = out.finish();
    }

    assertThat(Arrays.equals(Files.readAllBytes(file), all)).isTrue();
    assertThat(sum).isEqualTo(FileSums.of(all));
  }

  @Test
  void saysThatTheFileCannotBeWritten() throws IOException {
    FileChannel channel = channel(folder.resolve("file"));
    try (WriteBehind out = new WriteBehind(channel)) {
      channel.close();
      out.write(new byte[10], 0, 10);

      assertThatThrownBy(out::finish).isInstanceOf(IOException.class);
    }
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }
}
