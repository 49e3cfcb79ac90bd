package io.spanline.experiments.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ShopRoundTest {
  private static final URI SERVICE_A = URI.create("http://127.0.0.1:18081");

  @Test
  void changesNothing() {
    ReplayPlan round = ShopRound.of(150, 50, SERVICE_A);

    assertThat(round.requests()).isEqualTo(150);
    assertThat(round.cases()).allMatch(each -> each.route().isSafe());
    assertThat(round.routes().keySet())
        .extracting("operation")
        .contains("GET /catalog", "GET /orders/{id}", "GET /home", "GET /failures/{service}")
        .doesNotContain("POST /orders");
  }

  /** Or no round could be held against another one. */
  @Test
  void isTheSameEachTime() {
    ReplayPlan round = ShopRound.of(150, 50, SERVICE_A);

    assertThat(ShopRound.of(150, 50, SERVICE_A)).isEqualTo(round);
    assertThat(round.cases()).extracting(ReplayCase::original).doesNotHaveDuplicates();
    assertThat(round.cases()).extracting(ReplayCase::line).startsWith(1, 2, 3).endsWith(150);
    assertThat(round.offsetNanos(1)).isEqualTo(20_000_000);
  }
}
