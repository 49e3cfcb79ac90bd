package io.spanline.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final StopSignal stop = new StopSignal();

  @Test
  void refusesMoreThanThereArePlaces() {
    Turns turns = new Turns(LONG, 2);
    turns.place();
    Turns.Place second = turns.place();

    assertThatThrownBy(turns::place)
        .isInstanceOf(Refusal.class)
        .hasMessage("2 snapshots are under way; ask again later");

    second.close();
    assertThat(turns.place()).isNotNull();
  }

  @Test
  void aPlaceThatDoesNotWaitYetKeepsNobodyFromATurn() {
    Turns turns = new Turns(LONG, 2);
    turns.place();

    try (Turns.Place other = turns.place()) {
      other.await(stop);
    }
  }

  @Test
  void whoWaitsHearsThatItIsNotWantedAnyMore() throws Exception {
    Turns turns = new Turns(LONG, 2);
    turns.place().await(stop);
    StopSignal cancellation = stop.ofOne();
    CompletableFuture<Void> waiting = waiting(turns, cancellation, () -> {});

    cancellation.raise();

    assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(Refusal.class)
        .hasMessageContaining("cancelled");
  }

  @Test
  void whoWaitsForTooLongIsRefused() {
    Turns turns = new Turns(Duration.ofMillis(1), 2);
    turns.place().await(stop);

    assertThatThrownBy(waiting(turns, stop, () -> {})::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("another snapshot is under way");
  }

  @Test
  void oneIsAtWorkAtATime() {
    Turns turns = new Turns(LONG, 9);
    List<String> seen = new CopyOnWriteArrayList<>();
    List<CompletableFuture<Void>> all = new CopyOnWriteArrayList<>();
    Turns.Place first = turns.place();
    first.await(stop);
    for (int i = 0; i < 8; i++) {
      all.add(
          waiting(
              turns,
              stop,
              () -> {
                seen.add("begins");
                Thread.yield();
                seen.add("ends");
              }));
    }
    assertThat(seen).isEmpty();
    first.close();
    all.forEach(CompletableFuture::join);

    assertThat(String.join(" ", seen)).isEqualTo("begins ends ".repeat(8).strip());
  }

  private static CompletableFuture<Void> waiting(Turns turns, StopSignal stop, Runnable work) {
    return CompletableFuture.runAsync(
        () -> {
          try (Turns.Place place = turns.place()) {
            place.await(stop);
            work.run();
          }
        });
  }
}
