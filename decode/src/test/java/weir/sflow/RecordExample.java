package weir.sflow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.testing.DatagramBuilder;
import weir.testing.XdrWriter;

/** Encodes records of any structure from the types of its rows, with a different value in every field. */
public final class RecordExample {

    /** What was written into one field: its number, and its bytes where it has any. */
    record Written(Field field, long number, byte @Nullable [] bytes, List<List<Written>> elements) {
        Written(Field field, long number) {
            this(field, number, null, List.of());
        }

        Written(Field field, long number, byte[] bytes) {
            this(field, number, bytes, List.of());
        }
    }

    private int seed;

    RecordExample() {}

    /** Every layout of the table. */
    public static Stream<Structure> everyLayout(StructureTable table) {
        return table.all().flatMap(usual -> Stream.concat(Stream.of(usual), usual.variants().stream()));
    }

    /** A record of a structure. */
    public static byte[] record(Structure structure) {
        XdrWriter out = new XdrWriter();
        new RecordExample().write(structure.fields(), out);
        return out.bytes();
    }

    /** A datagram with one sample that holds one record of a structure. */
    public static byte[] datagram(Structure structure, byte[] record) {
        DatagramBuilder builder = new DatagramBuilder();
        int enterprise = DataFormat.enterprise(structure.tag());
        int format = DataFormat.format(structure.tag());
        if (structure.kind() == Structure.Kind.FLOW) {
            builder.flow(s -> s.record(enterprise, format, record.length, record));
        } else {
            builder.counters(s -> s.record(enterprise, format, record.length, record));
        }
        return builder.build();
    }

    /** Writes one value for each field. */
    List<Written> write(List<Field> fields, XdrWriter out) {
        List<Written> written = new ArrayList<>();
        for (Field field : fields) {
            written.add(write(field, out));
        }
        return written;
    }

    private Written write(Field field, XdrWriter out) {
        seed++;
        switch (field.type()) {
            case MARK -> {
                return new Written(field, 0);
            }
            case U8 -> {
                out.raw(new byte[] {(byte) (0x80 | seed)});
                return new Written(field, 0x80 | seed & 0xFF);
            }
            case U32 -> {
                out.u32(0xF000_0000L + seed);
                return new Written(field, 0xF000_0000L + seed);
            }
            case I32 -> {
                out.u32(-seed);
                return new Written(field, -seed);
            }
            case U64 -> {
                out.u64(0xF123_4567_0000_0000L + seed);
                return new Written(field, 0xF123_4567_0000_0000L + seed);
            }
            case F32 -> {
                out.f32(seed + 0.5);
                return new Written(field, Double.doubleToRawLongBits(seed + 0.5));
            }
            case F64 -> {
                out.f64(seed + 0.1);
                return new Written(field, Double.doubleToRawLongBits(seed + 0.1));
            }
            case MAC -> {
                out.mac("f23456789abc");
                return new Written(field, 0xF234_5678_9ABCL);
            }
            case MAC6 -> {
                out.mac6("f23456789abc");
                return new Written(field, 0xF234_5678_9ABCL);
            }
            case IP4 -> {
                out.ip("250.1.2.3");
                return new Written(field, 0xFA01_0203L);
            }
            case IP6 -> {
                out.ip("fd00::1");
                return new Written(field, 0, new XdrWriter().ip("fd00::1").bytes());
            }
            case ADDRESS -> {
                String address = List.of("", "10.1.2.3", "fd00::2").get(seed % 3);
                out.address(address);
                byte[] bytes = new XdrWriter().address(address).bytes();
                return new Written(field, List.of(0, 1, 2).get(seed % 3), Arrays.copyOfRange(bytes, 4, bytes.length));
            }
            case STRING, OPAQUE -> {
                byte[] text = "x".repeat(1 + seed % 7).getBytes(StandardCharsets.UTF_8);
                out.opaque(text);
                return new Written(field, 0, text);
            }
            case BYTES -> {
                byte[] bytes = new byte[field.size()];
                Arrays.fill(bytes, (byte) seed);
                out.fixed(bytes);
                return new Written(field, 0, bytes);
            }
            case U32LIST -> {
                out.list(seed, 0xFFFF_FFFEL, 3);
                return new Written(
                        field, 3, new XdrWriter().u32s(seed, 0xFFFF_FFFEL, 3).bytes());
            }
            case LIST -> {
                out.u32(2);
                List<List<Written>> elements = List.of(write(field.elements(), out), write(field.elements(), out));
                return new Written(field, 2, null, elements);
            }
            case ASPATH -> {
                byte[] path = new XdrWriter()
                        .u32(2)
                        .list(65001, 65002)
                        .u32(1)
                        .list(65003)
                        .bytes();
                out.u32(2).raw(path);
                return new Written(field, 2, path);
            }
            case ADAPTERS -> {
                byte[] adapters = new XdrWriter()
                        .u32s(7, 2)
                        .mac("020000000001")
                        .mac("020000000002")
                        .u32s(8, 0)
                        .bytes();
                out.u32(2).raw(adapters);
                return new Written(field, 2, adapters);
            }
            case RECORDS -> {
                byte[] records = new XdrWriter()
                        .tag(0, 1029)
                        .u32s(4, 5001)
                        .tag(9, 9)
                        .string("abcde")
                        .bytes();
                out.u32(2).raw(records);
                return new Written(field, 2, records);
            }
            default -> throw new AssertionError(field.type());
        }
    }
}
