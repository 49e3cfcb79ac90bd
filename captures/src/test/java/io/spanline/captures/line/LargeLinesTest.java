package io.spanline.captures.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.verification.CaptureVerification;
import io.spanline.captures.verification.SoundCapture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with a small heap, and lines of small things that take much of it. */
class LargeLinesTest {
  private static final int LINES = 4;
  private static final int LINE_MIB = 16;

  @TempDir private Path data;

  @Test
  void areNamedByWhoeverReadsThem() throws Exception {
    SoundCapture capture = SoundCapture.in(data, 20);
    try (OutputStream out = Files.newOutputStream(capture.file())) {
      out.write(CaptureLine.write(capture.traces().get(0)));
      out.write('\n');
      for (int i = 0; i < LINES; i++) {
        CaptureLine.write(hostile(), out);
        out.write('\n');
      }
    }
    Path log = data.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LargeLinesTest.class.getName(),
                capture.file().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    List<String> said = Files.readAllLines(log);
    assertThat(process.exitValue()).as("%s", said).isZero();
    // The lines behind the first may be more than one heap can hold together with it.
    assertThat(said)
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(line -> line.contains("line is too large for a heap of "));
    assertThat(said.get(0)).contains("json line 2: ");
    assertThat(said.subList(said.size() - 2, said.size()))
        .allMatch(line -> line.contains("json line 2: "));
  }

  /** Prints what verifying, computing and sending say of a capture. */
  public static void main(String[] arguments) throws IOException {
    Path capture = Path.of(arguments[0]);
    CaptureVerification.verify(capture).problems().stream()
        .filter(problem -> problem.line() != null)
        .forEach(System.out::println);
    try {
      CaptureReader.read(capture, trace -> {});
    } catch (DamagedFileException e) {
      System.out.println(e.getMessage());
    }
    Files.delete(CaptureFolder.manifestOf(capture));
    try (CaptureLines lines = CaptureLines.of(capture)) {
      while (lines.next() != null) {
        continue;
      }
    } catch (DamagedFileException e) {
      System.out.println(e.getMessage());
    }
  }

  /** Of the bytes of one text, but trees of millions of nodes. */
  private static byte[] hostile() {
    return ("{\"a\":[" + "[1],".repeat(LINE_MIB << 18) + "1]}").getBytes(UTF_8);
  }
}
