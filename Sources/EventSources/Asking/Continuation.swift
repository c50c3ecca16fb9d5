import ByteScan
import Pulling
import Recordings
import Transport

/// Decides what follows a page.
struct Continuation {
    /// What follows.
    enum Outcome: Hashable {
        case more(PagePosition)
        /// An empty page, which is believed to be the end only when what is asked for there is empty too.
        case confirm(PagePosition)
        case end
        /// The end, but not one that the service promised.
        case broken(SourcePage.Flaw)
    }

    /// A page that was just read.
    struct Page {
        let position: PagePosition
        /// The URL it was asked with.
        let url: String
        let pageSize: Int
        let reply: HTTPReply
        let reading: PageReading
        /// Whether the page before it was empty.
        let isConfirming: Bool
    }

    private enum Lead {
        case missing, null
        case text(String)
    }

    let rule: PagingRule

    /// What follows the page.
    func outcome(after page: Page) -> Outcome {
        if page.reply.status == 204 || rule.style == .none { return .end }
        if flag(rule.hasMore, page) == false || flag(rule.ended, page) == true { return .end }
        let isEmpty = page.reading.listed == 0
        if isEmpty && !rule.stops.isDisjoint(with: [.emptyPage, .shortPage]) { return emptied(page) }
        if rule.stops.contains(.shortPage) && page.reading.listed < page.pageSize { return .end }
        return led(page)
    }

    /// What follows a page without records, which services also give in the middle of an answer.
    ///
    /// Where the service names another place that one is asked for, else the same once more.
    private func emptied(_ page: Page) -> Outcome {
        guard !page.isConfirming else { return .end }
        switch rule.style {
        case .none: return .end
        case .bodyURL, .linkHeader, .headerURL, .bodyToken, .headerToken:
            switch lead(page) {
            case .missing where rule.stops.contains(.missing), .null where rule.stops.contains(.null),
                .text("") where rule.stops.contains(.empty):
                return promisesMore(page) ? .confirm(page.position) : .end
            case .missing, .null, .text: break
            }
            guard case .more(let next) = led(page) else { return .confirm(page.position) }
            return .confirm(next)
        case .serverHeld:
            guard case .more(let next) = led(page) else { return .end }
            return .confirm(next)
        case .pageNumber, .offset, .lastTime, .lastID: return .confirm(page.position)
        }
    }

    /// What a page with records leads to.
    private func led(_ page: Page) -> Outcome {
        switch rule.style {
        case .none: return .end
        case .bodyURL, .linkHeader, .headerURL, .bodyToken, .headerToken: return outcome(of: lead(page), page)
        case .pageNumber, .offset: return counted(page)
        case .lastTime:
            guard let time = page.reading.lastTime ?? page.reading.latest else {
                return Self.lacking("a time to go on from")
            }
            if .time(time) == page.position {
                return .broken(.init("page-loop", "more records share one instant than a page holds"))
            }
            return .more(.time(time))
        case .lastID:
            guard let id = page.reading.lastID, !id.isEmpty else { return Self.lacking("an id to go on from") }
            return distinct(.id(id), page)
        case .serverHeld:
            guard case .again(let count) = page.position else { return .more(.again(1)) }
            return .more(.again(count + 1))
        }
    }

    private func outcome(of lead: Lead, _ page: Page) -> Outcome {
        switch lead {
        case .missing:
            return rule.stops.contains(.missing) && !promisesMore(page) ? .end : Self.lacking("its next page")
        case .null: return rule.stops.contains(.null) && !promisesMore(page) ? .end : Self.lacking("its next page")
        case .text(""): return rule.stops.contains(.empty) && !promisesMore(page) ? .end : Self.lacking("its next page")
        case .text(let text):
            switch rule.style {
            case .bodyURL, .linkHeader, .headerURL:
                let url = URLText.resolve(text, against: page.url)
                return url == page.url ? same(page) : distinct(.link(url), page)
            case .none, .bodyToken, .headerToken, .pageNumber, .offset, .lastTime, .lastID, .serverHeld:
                return distinct(.token(text), page)
            }
        }
    }

    /// Whether the body says that there is more, so that a missing lead is a fault.
    private func promisesMore(_ page: Page) -> Bool { flag(rule.hasMore, page) == true }

    private func distinct(_ next: PagePosition, _ page: Page) -> Outcome {
        next == page.position ? same(page) : .more(next)
    }

    /// A log that is read to its end leads from an empty page to that page; one with records that leads to itself hides
    /// what follows.
    private func same(_ page: Page) -> Outcome {
        rule.stops.contains(.same) && page.reading.listed == 0
            ? .end : .broken(.init("page-loop", "the service names the page it has just given as the next one"))
    }

    private static func lacking(_ what: String) -> Outcome { .broken(.init("cut-answer", "an answer lacks \(what)")) }

    private func lead(_ page: Page) -> Lead {
        switch rule.style {
        case .linkHeader: return LinkHeader.next(in: page.reply.values(of: "link")).map { .text($0) } ?? .missing
        case .headerURL, .headerToken:
            return page.reply.values(of: rule.read ?? "").first.map { .text($0) } ?? .missing
        case .none, .bodyURL, .bodyToken, .pageNumber, .offset, .lastTime, .lastID, .serverHeld: break
        }
        guard let path = rule.read.flatMap({ ResponsePath($0) }), let value = page.reading.envelope?.value(at: path)
        else {
            return .missing
        }
        switch value {
        case .null: return .null
        case .array(let elements) where rule.join != nil:
            return elements.isEmpty ? .null : .text(elements.compactMap(\.leadText).joined(separator: rule.join ?? ","))
        case .array, .object: return .text(String(decoding: value.compactBytes, as: UTF8.self))
        case .bool, .number, .string: return .text(value.leadText ?? "")
        }
    }

    private func counted(_ page: Page) -> Outcome {
        var number = rule.start
        if case .number(let own) = page.position { number = own }
        let isOffset = rule.style == .offset
        let step = isOffset ? page.reading.listed : 1
        if let total = rule.total.flatMap({ page.reading.envelope?.text(at: $0) }).flatMap({ Int($0) }) {
            if number + step - rule.start >= total { return .end }
            if step == 0 || page.reading.listed == 0 { return Self.lacking("records that its total promises") }
        }
        return step == 0 ? .end : .more(.number(number + step))
    }

    private func flag(_ path: ResponsePath?, _ page: Page) -> Bool? {
        guard let path, let text = page.reading.envelope?.text(at: path) else { return nil }
        switch text {
        case "true", "1": return true
        case "false", "0": return false
        default: return nil
        }
    }
}

extension JSONTree {
    /// The text of a scalar.
    fileprivate var leadText: String? { scalarBytes.map { String(decoding: $0, as: UTF8.self) } }
}
