/**
 * What the three services of the shop share: settings, an HTTP server, a client for the service
 * behind them, seeded work and answers for what went wrong.
 */
@NullMarked
package io.spanline.services.kit;

import org.jspecify.annotations.NullMarked;
