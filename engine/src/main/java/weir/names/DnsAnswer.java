package weir.names;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import weir.lookup.Label;

/**
 * What a server says of a reverse name.
 *
 * <p>Aliases are followed inside the answer, as classless delegations need. Of several names the first in order of text is
 * taken, so that a server that rotates them changes nothing.
 *
 * <p>Source: RFC 1035, section 3.5; RFC 2308, section 5; RFC 2317.
 *
 * @param name the name, absolute; null when there is none
 * @param seconds how long that holds
 */
record DnsAnswer(@Nullable Label name, long seconds) {

    private static final int MOST_ALIASES = 8;
    /** How long the absence of a name holds when the zone does not say. */
    private static final long ABSENT = 300;

    /**
     * Reads an answer.
     *
     * @return null when the server failed or refused, which another server may not
     */
    static @Nullable DnsAnswer of(Message answer, Name asked) {
        return switch (answer.getRcode()) {
            case Rcode.NOERROR -> found(answer, asked);
            case Rcode.NXDOMAIN -> absent(answer);
            default -> null;
        };
    }

    private static DnsAnswer found(Message answer, Name asked) {
        List<Record> records = answer.getSection(Section.ANSWER);
        Name owner = asked;
        long seconds = Long.MAX_VALUE;
        for (int i = 0; i <= MOST_ALIASES; i++) {
            String least = null;
            CNAMERecord alias = null;
            for (Record record : records) {
                if (!record.getName().equals(owner)) {
                    continue;
                }
                if (record instanceof PTRRecord pointer) {
                    String text = pointer.getTarget().toString();
                    least = least == null || text.compareTo(least) < 0 ? text : least;
                    seconds = Math.min(seconds, record.getTTL());
                } else if (record instanceof CNAMERecord cname) {
                    alias = cname;
                }
            }
            if (least != null && !least.equals(".")) {
                return new DnsAnswer(Label.of(least), seconds);
            }
            if (alias == null) {
                break;
            }
            owner = alias.getTarget();
            seconds = Math.min(seconds, alias.getTTL());
        }
        return absent(answer);
    }

    private static DnsAnswer absent(Message answer) {
        long seconds = ABSENT;
        for (Record record : answer.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord zone) {
                seconds = Math.min(zone.getTTL(), zone.getMinimum());
            }
        }
        return new DnsAnswer(null, seconds);
    }
}
