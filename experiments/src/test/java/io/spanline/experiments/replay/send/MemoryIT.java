package io.spanline.experiments.replay.send;

import static io.spanline.experiments.replay.send.SocketTarget.answer;
import static io.spanline.experiments.replay.send.SocketTarget.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MemoryIT {
  private static final int MEGABYTES = 100;

  @Test
  void needsNoMemoryForLongBodiesAndManyRequests() throws Exception {
    try (SocketTarget target =
        new SocketTarget(
            (heard, out) -> {
              if (heard.line().contains("/big")) {
                writeBig(out);
              } else {
                write(out, answer("200 OK", ""));
              }
            })) {
      Process program = SendingProgram.start(target.address());

      List<String> said =
          new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();

      assertThat(program.waitFor()).as(said.toString()).isZero();
      assertThat(said).hasSize(4);
      assertThat(said.get(0)).isEqualTo("null " + (MEGABYTES << 20));
      assertThat(Long.parseLong(said.get(2))).isLessThan(Long.parseLong(said.get(1)) * 110 / 100);
    }
  }

  private static void writeBig(OutputStream out) throws IOException {
    write(out, "HTTP/1.1 200 OK\r\ncontent-length: " + (MEGABYTES << 20) + "\r\n\r\n");
    byte[] megabyte = new byte[1 << 20];
    for (int i = 0; i < MEGABYTES; i++) {
      out.write(megabyte);
    }
    out.flush();
  }
}
