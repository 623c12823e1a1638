import Testing

@testable import SyncshiftCLI

/// The turns of a run, without any environment.
@Suite struct FleetOrderTests {
  struct Finished: FinishedEnvironment {
    var index: Int
    var isWaiting = true
    var isInTheWay = false
  }

  private static func order(jobs: Int = 4, stopsOnBlocked: Bool = false) -> FleetOrder<Finished> {
    FleetOrder(jobs: jobs, stopsOnBlocked: stopsOnBlocked)
  }

  private static func result(_ state: EnvironmentResult.State = .ready) -> EnvironmentResult {
    EnvironmentResult(environment: "north", source: "north.yaml", state: state, outcome: "", reasons: [], status: .done)
  }

  @Test(arguments: [1, 2, 3, 7, 64], [false, true])
  func environmentsAreToldOnceAndInOrderHoweverTheyFinish(jobs: Int, isWaiting: Bool) {
    var chance = Chance(seed: UInt64(jobs))
    for count in [0, 1, 5, 200] {
      var order = Self.order(jobs: jobs)
      var (running, told, begun) = ([Int](), [Int](), 0)
      var inHand: [Finished]?
      while told.count < count {
        while begun < count, order.hasRoom {
          running.append(order.begin())
          begun += 1
        }
        #expect(running.count <= jobs)
        #expect(begun - told.count <= FleetOrder<Finished>.ahead)
        // What is in hand may come back before or after anything else.
        if let reports = inHand, running.isEmpty || chance.next() % 3 == 0 {
          order.tell(reports.map { _ in Self.result() })
          told += reports.map(\.index)
          inHand = nil
        } else if !running.isEmpty {
          order.finish(Finished(index: running.remove(at: Int(chance.next() % UInt64(running.count))), isWaiting: isWaiting))
        }
        if let due = order.takeDue(at: Double(chance.next() % 100)) {
          #expect(inHand == nil, "two rounds of the disk at once")
          inHand = due
        }
        if running.isEmpty, inHand == nil, begun == count { break }
      }
      #expect(told == Array(0..<count))
      #expect(order.told == count)
      #expect(order.remaining.isEmpty)
    }
  }

  @Test func kitsWaitForOthersButNotForLong() {
    var order = Self.order()
    for _ in 0..<3 { _ = order.begin() }
    order.finish(Finished(index: 0))
    #expect(order.takeDue(at: 10) == nil)
    #expect(order.takeDue(at: 10 + FleetOrder<Finished>.patience / 2) == nil)
    #expect(order.takeDue(at: 10 + FleetOrder<Finished>.patience)?.map(\.index) == [0])
  }

  @Test func aFullShareOfKitsDoesNotWait() {
    let share = FleetOrder<Finished>.share
    var order = Self.order(jobs: share + 1)
    for _ in 0...share { _ = order.begin() }
    for index in 0..<share - 1 { order.finish(Finished(index: index)) }
    #expect(order.takeDue(at: 0) == nil)
    order.finish(Finished(index: share - 1))
    #expect(order.takeDue(at: 0)?.count == share)
  }

  @Test func theLastKitsDoNotWait() {
    var order = Self.order()
    for _ in 0..<2 { _ = order.begin() }
    order.finish(Finished(index: 1))
    #expect(order.takeDue(at: 0) == nil, "its turn has not come")
    order.finish(Finished(index: 0))
    #expect(order.takeDue(at: 0)?.map(\.index) == [0, 1])
  }

  @Test func whatNeedsNoDiskIsToldAtOnce() {
    var order = Self.order()
    for _ in 0..<2 { _ = order.begin() }
    order.finish(Finished(index: 0, isWaiting: false))
    #expect(order.takeDue(at: 0)?.map(\.index) == [0])
  }

  @Test func afterOneThatIsBlockedNothingIsBegunOrToldIfThatIsAskedFor() {
    var order = Self.order(stopsOnBlocked: true)
    for _ in 0..<4 { _ = order.begin() }
    order.finish(Finished(index: 2))
    order.finish(Finished(index: 1, isInTheWay: true))
    order.finish(Finished(index: 0))
    #expect(!order.hasRoom, "one that may stop the run is to be told first")
    #expect(order.takeDue(at: 0)?.map(\.index) == [0, 1])
    order.tell([Self.result(), Self.result(.blocked)])
    #expect(order.isStopped)
    order.finish(Finished(index: 3))
    #expect(!order.hasRoom)
    #expect(order.takeDue(at: 100) == nil)
    #expect(order.remaining.map(\.index).sorted() == [2, 3])
    #expect(order.told == 2)
  }

  @Test func oneThatMightHaveStoppedTheRunAndDidNotLetsItGoOn() {
    var order = Self.order(stopsOnBlocked: true)
    for _ in 0..<2 { _ = order.begin() }
    order.finish(Finished(index: 0, isInTheWay: true))
    order.finish(Finished(index: 1))
    #expect(order.takeDue(at: 0)?.map(\.index) == [0])
    order.tell([Self.result()])
    #expect(order.hasRoom)
    #expect(order.takeDue(at: 0)?.map(\.index) == [1])
  }

  @Test func oneThatIsLeftOutIsNotCounted() {
    var order = Self.order()
    for _ in 0..<2 { _ = order.begin() }
    for index in 0..<2 { order.finish(Finished(index: index, isWaiting: false)) }
    _ = order.takeDue(at: 0)
    order.tell([nil, Self.result()])
    #expect(order.told == 1)
    #expect(order.leftOut == 1)
  }

  /// Numbers that look like chance and are the same in every run.
  private struct Chance {
    var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }
}
