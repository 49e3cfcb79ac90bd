package io.spanline.endtoend;

import io.spanline.clients.Toxic.Stream;
import io.spanline.clients.Toxiproxy;
import io.spanline.experiments.toxic.Fault;
import io.spanline.experiments.toxic.Injection;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.Removal;
import io.spanline.experiments.toxic.Rescue;
import io.spanline.experiments.toxic.Restart;
import io.spanline.stack.plan.JavaProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A program that puts a toxic on a proxy and then takes no more care of it. */
final class KilledOwner {
  private KilledOwner() {}

  /** Runs it and kills it, by SIGKILL, as soon as the toxic is on; returns the toxic's name. */
  static String putsOn(String address, String proxy, Duration lease, Path notes)
      throws IOException {
    List<String> command =
        new JavaProgram(
                KilledOwner.class.getName(),
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Toxiproxy.OPTIONS,
                List.of(address, proxy, lease.toString(), notes.toString()))
            .command();
    Process owner =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var said = owner.inputReader()) {
      String toxic = said.readLine();
      if (toxic == null) {
        throw new IOException("no toxic was put on");
      }
      return toxic;
    } finally {
      owner.destroyForcibly().onExit().join();
    }
  }

  /**
   * Prints the toxic's name once it is on, and waits.
   *
   * @param args address of Toxiproxy's API, proxy, lease, folder for notes of removals
   */
  public static void main(String[] args) throws InterruptedException {
    Toxiproxy toxiproxy = new Toxiproxy(args[0]);
    Clock clock = Clock.systemUTC();
    Rescue rescue =
        new Rescue(Restart.NONE, Path.of(args[3]), "clear it", "restart it", System.err::println);
    Removal removal = new Removal(toxiproxy, rescue, Journal.NONE, clock);
    LeasedToxic added =
        new Injection(toxiproxy, Journal.NONE, removal, clock)
            .add(
                new Injection.Order(args[1], null, "killed", Duration.parse(args[2])),
                Fault.of(List.of("latency=200"), Stream.DOWNSTREAM, 1));
    System.out.println(added.lease().toxic());
    Thread.sleep(Long.MAX_VALUE);
  }
}
