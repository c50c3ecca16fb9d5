import Testing

@testable import SIEMStores

struct DeliveryCourseTests {
    @Test func partsAreSplitInOrder() {
        var course = DeliveryCourse(count: 5)
        course.begin()
        #expect(course.next() == [0, 1, 2, 3, 4])
        course.split([0, 1, 2, 3, 4])
        #expect(course.next() == [0, 1])
        course.settle([0, 1], [.taken, .unsent])
        #expect(course.next() == [2, 3, 4])
        #expect(course.next() == nil)
        #expect(course.receipt().fates == [.taken, .unsent, .unsent, .unsent, .unsent])
    }

    @Test func whatIsThereIsNotSent() {
        var course = DeliveryCourse(count: 3)
        course.settle([1], [.present])
        course.begin()
        #expect(course.next() == [0, 2])
    }

    @Test func refusalsCountUntilOneIsTaken() {
        var course = DeliveryCourse(count: 4)
        course.refuse([0], code: "1", words: "")
        course.refuse([1], code: "1", words: "")
        #expect(course.loneRefusals == 2)
        course.settle([2], [.taken])
        course.refuse([3], code: "1", words: "")
        #expect(course.loneRefusals == 0)
    }

    @Test func aBusyTargetIsNotAskedForEver() {
        var course = DeliveryCourse(count: 1)
        for _ in 0..<20 { course.countRetry() }
        #expect(!course.mayRetry)
    }
}
