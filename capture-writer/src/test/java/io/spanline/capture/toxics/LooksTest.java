package io.spanline.capture.toxics;

import static io.spanline.capture.toxics.SeenToxicsTest.at;
import static io.spanline.capture.toxics.SeenToxicsTest.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.manifest.Toxics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LooksTest {
  private final Looks looks = new Looks(Duration.ofSeconds(2));

  @Test
  void saySinceWhenTheyKnow() {
    looks.answered(at(5));
    looks.answered(at(6));

    Toxics toxics = looks.over(range(0, 7), List.of());

    assertThat(toxics.knownFrom()).isEqualTo(at(5));
    assertThat(toxics.unknown()).isEqualTo("not looked at before " + at(5));
    assertThat(looks.over(range(0, 5), List.of()).knownFrom()).isNull();
    assertThat(looks.over(range(6, 7), List.of()).unknown()).isNull();
  }

  @Test
  void sayWhyTheyKnowNothing() {
    assertThat(looks.over(range(0, 5), List.of()))
        .isEqualTo(new Toxics(null, "not looked at yet", List.of()));

    looks.failed("nobody there");

    assertThat(looks.over(range(0, 5), List.of()))
        .isEqualTo(new Toxics(null, "nobody there", List.of()));
    assertThat(looks.now()).isNull();
  }

  @Test
  void oneThatFailedOrCameLateBreaksWhatIsKnown() {
    looks.answered(at(0));
    looks.answered(at(1));
    looks.failed("did not answer");
    looks.answered(at(3));
    looks.answered(at(4));
    looks.answered(at(8));

    assertThat(looks.over(range(0, 5), List.of()).knownFrom()).isEqualTo(at(3));
    assertThat(looks.over(range(3, 9), List.of()).knownFrom()).isEqualTo(at(8));
    assertThat(looks.over(range(3, 7), List.of()).knownFrom()).isNull();
    assertThat(looks.over(range(0, 2), List.of()).knownFrom()).isEqualTo(at(0));
  }

  @Test
  void knowNothingOfATimeWhoseSightingsWereLost() {
    looks.answered(at(0));
    looks.answered(at(1));
    looks.lost(at(1));
    looks.answered(at(3));

    assertThat(looks.over(range(0, 4), List.of()).knownFrom()).isEqualTo(at(3));
  }

  @Test
  void areForgottenAfterADay() {
    looks.answered(at(0));
    looks.answered(at(1));
    looks.answered(at(2 + Duration.ofDays(1).toSeconds()));

    assertThat(looks.over(range(0, 2), List.of()).knownFrom()).isNull();
  }
}
