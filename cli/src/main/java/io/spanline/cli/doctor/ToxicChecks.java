package io.spanline.cli.doctor;

import io.spanline.cli.toxics.Whose;
import io.spanline.clients.ClientException;
import io.spanline.clients.Toxiproxy;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Component;
import io.spanline.stack.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that no toxic outlived its lease, or will for want of a sweeper. */
record ToxicChecks(Checkout checkout, Settings settings, Clock clock) {
  // A sweeper looks every second, and a removal takes up to 10 s.
  private static final Duration SWEEP = Duration.ofSeconds(11);

  private record Place(String address, Whose whose) {}

  List<Finding> look() throws IOException {
    List<Finding> findings = new ArrayList<>();
    Place place = place();
    if (place != null) {
      findings.addAll(look(place));
    }
    Path waiting = checkout.waitingToxics();
    if (Files.exists(waiting) && Files.size(waiting) > 0) {
      findings.add(
          Finding.note(
              "toxics' records",
              "some wait for Kafka in " + waiting,
              "the next ./spanline toxics verb that takes one off or puts one on writes them"));
    }
    return findings;
  }

  private @Nullable Place place() throws IOException {
    if (settings.value(Catalogue.TOXIPROXY_API).isPresent()) {
      return new Place(settings.toxiproxyApi(), Whose.USER);
    }
    RunRecord record;
    try {
      record = RunRecord.read(checkout.runFile());
    } catch (NoSuchFileException e) {
      return null;
    }
    boolean runs =
        record.children().stream()
            .anyMatch(
                child ->
                    child.name().equals(Component.TOXIPROXY.processName())
                        && child.mark().isAlive());
    return runs
        ? new Place(
            Settings.of(record.settings()).address(Port.TOXIPROXY),
            record.supervisor().isAlive() ? Whose.STACK : Whose.NOBODY)
        : null;
  }

  private List<Finding> look(Place place) {
    List<Finding> findings = new ArrayList<>();
    try {
      Instant now = clock.instant();
      LeasedToxic.on(new Toxiproxy(place.address()).proxies().values())
          .forEach(
              toxic -> {
                if (now.isAfter(toxic.lease().end().plus(SWEEP))) {
                  findings.add(outlived(toxic, place.whose(), now));
                } else if (place.whose() != Whose.STACK) {
                  findings.add(unswept(toxic, place.whose()));
                }
              });
    } catch (ClientException e) {
      return List.of(
          Finding.note(
              "toxics",
              String.valueOf(e.getMessage()),
              place.whose() == Whose.USER
                  ? "start it, or unset SPANLINE_TOXIPROXY_API"
                  : "./spanline down"));
    }
    return findings.isEmpty() ? List.of(Finding.ok("toxics", "none without an end")) : findings;
  }

  private static Finding outlived(LeasedToxic toxic, Whose whose, Instant now) {
    return Finding.note(
        "toxics",
        "%s is still on %s, %d s after its lease"
            .formatted(
                toxic.type(),
                toxic.proxy(),
                Duration.between(toxic.lease().end(), now).toSeconds()),
        whose == Whose.NOBODY
            ? "./spanline down"
            : "./spanline toxics clear %s --all".formatted(toxic.proxy()));
  }

  private static Finding unswept(LeasedToxic toxic, Whose whose) {
    String what =
        "%s is on %s until %s; ".formatted(toxic.type(), toxic.proxy(), toxic.lease().end());
    return whose == Whose.NOBODY
        ? Finding.note(
            "toxics", what + "its stack was killed, so nothing ends it", "./spanline down")
        : Finding.note(
            "toxics",
            what + "it ends then only while this runs",
            "./spanline toxics sweep --watch");
  }
}
