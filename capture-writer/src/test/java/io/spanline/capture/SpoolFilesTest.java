package io.spanline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFilesTest {
  private static final int RECORD_BYTES = 1 << 20;
  private static final int RECORDS = 100;
  // A file ends with the first record past 32 MiB.
  private static final int RECORDS_A_FILE = 32;

  @TempDir private Path folder;
  private final List<Long> positions = new ArrayList<>();
  private final SpoolFiles spool = new SpoolFiles(this::name);
  private int names;

  private Path name() {
    return folder.resolve("spool-" + ++names);
  }

  private void fill() throws IOException {
    for (int i = 0; i < RECORDS; i++) {
      byte[] value = new byte[RECORD_BYTES - 1];
      value[0] = (byte) i;
      positions.add(spool.append(new byte[] {(byte) -i}, value));
    }
    spool.flush();
  }

  @AfterEach
  void close() throws IOException {
    spool.close();
  }

  @Test
  void everyRecordIsReadFromWhereItWasPut() throws IOException {
    fill();

    for (int i = 0; i < RECORDS; i++) {
      assertThat(spool.read(positions.get(i), RECORD_BYTES))
          .hasSize(RECORD_BYTES)
          .startsWith(-i, i);
    }
    assertThat(files()).isEqualTo(1 + RECORDS / RECORDS_A_FILE);
  }

  @Test
  void aFileGoesWithTheLastOfItsRecordsInWhateverOrderTheyAreReleased() throws IOException {
    fill();

    for (int i = RECORDS_A_FILE - 1; i > 0; i--) {
      spool.release(positions.get(i));
    }
    long before = files();
    spool.release(positions.get(0));

    assertThat(files()).isEqualTo(before - 1);
    assertThat(spool.read(positions.get(RECORDS_A_FILE), 1)).containsExactly(-RECORDS_A_FILE);
  }

  @Test
  void nothingIsLeftOnceItIsClosedEvenWhereNothingWasReleased() throws IOException {
    fill();

    spool.close();

    assertThat(files()).isZero();
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
