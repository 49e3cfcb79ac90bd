package io.spanline.bench.speed;

/** What a row is in a comparison. */
enum Role {
  /** A floor that nothing is compared with. */
  FLOOR,
  /** The topology that does nothing. */
  NO_OP,
  /** Another's program. */
  PEER,
  /** Ours. */
  ENGINE
}
