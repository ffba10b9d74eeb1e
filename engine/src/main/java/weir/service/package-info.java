/**
 * Every operation of the product, once.
 *
 * <p>In: requests as records. Out: answers as immutable records; {@link weir.request.InvalidRequestException} and
 * {@link weir.request.NotFoundException} for a caller's mistake. Knows neither HTTP nor JSON nor scripts. Any thread may
 * call.
 */
@NullMarked
package weir.service;

import org.jspecify.annotations.NullMarked;
