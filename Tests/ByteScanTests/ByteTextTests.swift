import ByteScan
import Testing

struct ByteTextTests {
    @Test func equalBytesAreOneKey() {
        var numbers = [ByteText([]): 0, ByteText([1, 2]): 1]
        numbers[ByteText(Array([0, 1, 2].dropFirst()))] = 2
        #expect(numbers == [ByteText([]): 0, ByteText([1, 2]): 2] && numbers[ByteText([2, 1])] == nil)
    }
}
