package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.harness.process.LinkedClone.Ran;
import io.spanline.settings.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The last test of the shared stack: takes it down, and one of {@code ./spanline up} too. */
@Tag("stack")
class StopIT {
  @Test
  void downEndsTheDemoAndWhatUpStarts() throws Exception {
    DemoStack stack = DemoStack.get();

    Ran down = typed(stack, "down");
    int demo = stack.exitCode();
    Ran up = typed(stack, "up");
    Ran status = typed(stack, "status");
    Ran again = typed(stack, "down");

    assertThat(down.exit()).as(down.output()).isZero();
    assertThat(demo).isNotZero();
    assertThat(up.exit()).as(up.output()).isZero();
    assertThat(status.exit()).as(status.output()).isZero();
    assertThat(again.exit()).as(again.output()).isZero();
    assertThat(Port.values()).allMatch(port -> isFree(stack, port));
  }

  private static Ran typed(DemoStack stack, String verb) {
    return stack.linkedClone().run(stack.environment(), "./spanline", verb);
  }

  private static boolean isFree(DemoStack stack, Port port) {
    int number = Integer.parseInt(stack.environment().get(port.setting().name()));
    try (ServerSocket free = new ServerSocket(number, 1, InetAddress.getLoopbackAddress())) {
      return free.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
