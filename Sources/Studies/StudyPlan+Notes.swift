import Estimation
import Experiments

extension StudyPlan {
  /// What is allowed and may not be meant: a line each, none for most studies.
  public var notes: [String] {
    var notes: [String] = []
    // The same words for several cells make one line.
    var cellsByRemark: [(remark: String, cells: [String])] = []
    for cell in cells {
      for remark in (cell.experiment?.remarks ?? cell.layered?.remarks ?? []) + cell.subject.remarksOnNumbers {
        if let index = cellsByRemark.firstIndex(where: { $0.remark == remark }) {
          cellsByRemark[index].cells.append(cell.name)
        } else {
          cellsByRemark.append((remark, [cell.name]))
        }
      }
    }
    for (remark, names) in cellsByRemark {
      notes.append(names.count == cells.count ? remark : "\(names.shown): \(remark)")
    }
    if let note = stopNote { notes.append(note) }
    return positions.notes + notes + nameNotes
  }
}

extension StudyPlan {
  /// A precision that no outcome could meet.
  private var stopNote: String? {
    guard let stop, let rule = precisionRule, !rule.canBeMet else { return nil }
    let asked =
      "stop: half_width \(stop.halfWidth) cannot be met by \(Int(stop.maximumSimulations).grouped) simulations"
    // A fraction of 0 or 1 needs least.
    let limit = Int64(Self.mostSimulations)
    let least = rule.sequence.simulationsNeeded(halfWidth: stop.halfWidth, estimate: 0, limit: limit)
    let remedy = least.map {
      "; write a larger one, or max_simulations of \(Int($0).grouped) or more, since even an outcome that never happens "
        + "takes that many"
    }
    return asked + ", whatever they come to: all of them will be run" + (remedy ?? "")
  }
}

extension Experiment {
  fileprivate var remarks: [String] {
    var remarks: [String] = []
    if case .listed(let points) = task.testPoints {
      let outside = points.count { point in point.contains { $0 < task.low || $0 > task.high } }
      if outside > 0 {
        let domain = "[\(task.low), \(task.high)]"
        remarks.append(
          "test_points: \(outside) of \(points.count) outside the domain \(domain), where nothing is trained"
        )
      }
    }
    if network.inputs == 1, task.testPoints.count < Self.fewestPointsOfHalfTrained {
      remarks.append(
        "test_points: \(task.testPoints.count); half_trained is undefined with fewer than "
          + "\(Self.fewestPointsOfHalfTrained), of which one is a quarter"
      )
    }
    return remarks
  }
}
