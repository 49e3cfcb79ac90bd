package io.spanline.experiments.replay.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TraceTableTest {
  @TempDir private Path folder;

  @Test
  void sixHundredThousandTracesFitAHeapOf48MB() throws Exception {
    Path words = folder.resolve("words");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ManyTraces.class.getName(),
                "600000")
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(words).content().contains("600000 traces: 599999 found, 1 twice, 0 others");
  }
}
