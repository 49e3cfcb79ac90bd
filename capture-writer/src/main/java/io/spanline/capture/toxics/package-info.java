/**
 * Which toxics were on when. Toxiproxy is looked at each second ({@code SeenToxics}, {@code
 * Looks}), the topic {@code toxics} is read ({@code ToxicRecords}), and what was seen but is in no
 * record is written ({@code UnwrittenChanges}). A manifest tells what the topic holds then.
 */
@NullMarked
package io.spanline.capture.toxics;

import org.jspecify.annotations.NullMarked;
