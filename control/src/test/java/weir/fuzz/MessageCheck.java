package weir.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import weir.bgp.flowspec.ActionText;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.flowspec.MatchText;
import weir.bgp.flowspec.RuleActions;
import weir.bgp.message.Agreement;
import weir.bgp.message.BgpMessage;
import weir.bgp.message.MessageDecoder;
import weir.bgp.message.MessageEncoder;
import weir.bgp.message.PathPrefix;
import weir.bgp.message.Samples;
import weir.bgp.message.Update;
import weir.bgp.message.UpdateEncoder;
import weir.bgp.route.Family;
import weir.bgp.route.PathAttributes;
import weir.lookup.Prefix;

/**
 * What must hold for any bytes whatever: decoding throws nothing, makes no more than the bytes can hold, and what it made
 * is the same after it was written and read again.
 */
public final class MessageCheck {

    /** Attributes may need a byte more for their length when they are written again. */
    private static final int REWRITABLE = 3_500;

    private static final Agreement WITH_IDS =
            new Agreement(true, true, Set.of(Family.values()), Set.of(Family.IPV4, Family.IPV6));

    private long updates;
    private long malformed;
    private long announced;

    /** Messages that were updates. */
    public long updates() {
        return updates;
    }

    /** Messages that ended a session. */
    public long malformed() {
        return malformed;
    }

    /** Updates that announced something. */
    public long announced() {
        return announced;
    }

    /** Checks one message in sessions of all kinds. */
    public void check(byte[] message) {
        for (Agreement agreement : Samples.AGREEMENTS) {
            check(message, agreement);
        }
        check(message, WITH_IDS);
    }

    private void check(byte[] message, Agreement agreement) {
        BgpMessage decoded = MessageDecoder.decode(message, agreement);
        switch (decoded) {
            case Update update -> {
                updates++;
                checkUpdate(update, message.length, agreement);
            }
            case BgpMessage.Malformed wrong -> {
                malformed++;
                require(!wrong.answer().toString().isEmpty(), "says nothing");
                MessageEncoder.notification(wrong.answer());
            }
            case BgpMessage.Open open -> {
                BgpMessage again = MessageDecoder.decode(MessageEncoder.open(open), agreement);
                // A peer that speaks none of our families cannot be told from one that says nothing of families.
                require(
                        again instanceof BgpMessage.Open same
                                && (open.capabilities().families().isEmpty()
                                        || same.capabilities().equals(open.capabilities())),
                        "another OPEN");
                Agreement.of(open, open);
            }
            case BgpMessage.Notification notification ->
                require(notification.toString().length() <= 300, "long text");
            case BgpMessage.Keepalive keepalive -> require(message.length == BgpMessage.HEADER, "long keepalive");
            case BgpMessage.RouteRefresh refresh -> Family.find(refresh.afi(), refresh.safi());
        }
    }

    private void checkUpdate(Update update, int length, Agreement agreement) {
        int destinations = 0;
        for (Update.Withdrawn withdrawn : update.withdrawn()) {
            destinations += withdrawn.routes().size() + withdrawn.rules().size();
        }
        for (Update.Reached reached : update.reached()) {
            destinations += reached.routes().size() + reached.rules().size();
            checkReached(update, reached, length, agreement);
        }
        require(destinations <= length, "more destinations than bytes");
        require(update.errors().size() <= length, "more errors than bytes");
        require(update.reached().isEmpty() == (update.attributes() == null), "attributes of nothing");
    }

    private void checkReached(Update update, Update.Reached reached, int length, Agreement agreement) {
        PathAttributes attributes = update.attributes();
        if (attributes == null) {
            throw new AssertionError("announced without attributes");
        }
        announced++;
        attributes.asPath().toString();
        attributes.asPath().last();
        for (FlowMatch rule : reached.rules()) {
            MatchText.of(rule);
        }
        ActionText.of(new RuleActions(attributes.extended(), attributes.communities(), reached.nextHop()));
        if (length > REWRITABLE) {
            return;
        }
        Agreement plain = new Agreement(agreement.internal(), agreement.fourByteAs(), agreement.families(), Set.of());
        UpdateEncoder encoder = new UpdateEncoder(plain);
        List<Prefix> prefixes =
                reached.routes().stream().map(PathPrefix::prefix).toList();
        List<Prefix> again = new ArrayList<>();
        List<FlowMatch> rulesAgain = new ArrayList<>();
        List<byte[]> written = reached.family().flowSpec()
                ? encoder.announceRules(reached.family(), reached.nextHop(), attributes, reached.rules())
                : encoder.announce(reached.family(), reached.nextHop(), attributes, prefixes);
        for (byte[] message : written) {
            if (!(MessageDecoder.decode(message, plain) instanceof Update same)) {
                throw new AssertionError("cannot be read again");
            }
            require(attributes.equals(same.attributes()), "other attributes: " + same.attributes());
            for (Update.Reached each : same.reached()) {
                require(each.nextHop().equals(reached.nextHop()), "another next hop");
                each.routes().forEach(route -> again.add(route.prefix()));
                rulesAgain.addAll(each.rules());
            }
        }
        require(again.equals(prefixes), "other prefixes");
        require(rulesAgain.equals(reached.rules()), "other rules");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
