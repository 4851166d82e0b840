import Foundation

func exitSuccessfully() -> Never { exit(0) }
