package products

import (
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// category returns a category and those right below it; 0 is above the roots.
func (q *query) category(req *platform.GetCategoryRequest) platform.Answer {
	c, ok := q.world.Category(req.CategoryID)
	if req.CategoryID == 0 {
		c, ok = world.Category{Name: world.Text{Chinese: "root"}}, true
	}
	if !ok {
		return &platform.GetCategoryResponse{Success: "false", ErrorCode: noCategory, ErrorMsg: noCategoryZH}
	}
	return &platform.GetCategoryResponse{Success: "true", CategoryInfo: []platform.CategoryInfo{q.categoryInfo(c)}}
}

// categoryInfo returns a category with those right below it.
func (q *query) categoryInfo(c world.Category) platform.CategoryInfo {
	out := platform.CategoryInfo{CategoryID: loose.IntNumber(c.ID), Name: c.Name.Chinese, IsLeaf: loose.BoolValue(c.Leaf)}
	if c.ID != 0 {
		out.ParentIDs, out.CategoryType = []platform.Integer{loose.IntNumber(c.Parent)}, platform.CategoryTypeGeneral
		out.MinOrderQuantity, out.IsSupportProcessing = loose.IntNumber(1), no
	}
	for _, below := range q.world.Subcategories(c.ID) {
		out.ChildCategories = append(out.ChildCategories, platform.Subcategory{
			ID: loose.IntNumber(below.ID), Name: below.Name.Chinese, IsLeaf: loose.BoolValue(below.Leaf),
			CategoryType: string(platform.CategoryTypeGeneral),
		})
	}
	return out
}

// translation has the shape of the page's table, with the category below result.
func (q *query) translation(req *platform.GetCategoryTranslationByIDRequest) platform.Answer {
	c, ok := q.world.Category(req.CategoryID)
	if !ok && req.CategoryID != 0 {
		return &platform.GetCategoryTranslationByIDResponse{Result: platform.CategoryTranslationResult{
			Success: no, Code: noCategory, Message: noCategoryZH,
		}}
	}
	out := platform.TranslatedCategory{
		CategoryID: loose.IntNumber(c.ID), ChineseName: c.Name.Chinese, TranslatedName: c.Name.In(req.Language),
		Language: req.Language,
		Leaf:     loose.BoolValue(c.Leaf), Level: digits(int64(c.Level)), ParentCateID: loose.IDNumber(c.Parent),
		FromCache: no,
	}
	for _, below := range q.world.Subcategories(c.ID) {
		out.Children = append(out.Children, platform.TranslatedSubcategory{
			CategoryID: loose.IntNumber(below.ID), ChineseName: below.Name.Chinese, TranslatedName: below.Name.In(req.Language),
			Language: req.Language, Leaf: loose.BoolValue(below.Leaf), Level: digits(int64(below.Level)),
			ParentCateID: loose.IntNumber(below.Parent), FromCache: no,
		})
	}
	return &platform.GetCategoryTranslationByIDResponse{Result: platform.CategoryTranslationResult{
		Success: yes, Code: codeS0000, Message: success, Result: out,
	}}
}

func (q *query) translations(req *platform.GetCategoryTranslationByKeywordRequest) platform.Answer {
	out := platform.CategoryTranslationRows{
		Success: yes, Code: codeS0000, Message: success,
	}
	if req.CateName != "" {
		for _, c := range q.world.CategoriesNamed(req.CateName, req.Language) {
			out.Result = append(out.Result, platform.TranslatedCategoryRow{
				CategoryID: loose.IntNumber(c.ID), ChineseName: c.Name.Chinese, TranslatedName: c.Name.In(req.Language),
				Language: req.Language,
				Leaf:     loose.BoolValue(c.Leaf), Level: digits(int64(c.Level)), ParentCateID: loose.IntNumber(c.Parent),
			})
		}
	}
	q.rows(len(out.Result), "result", "result")
	return &platform.GetCategoryTranslationByKeywordResponse{Result: out}
}

// attributes returns those of a leaf; other categories have none.
func (q *query) attributes(req *platform.GetCategoryAttributesRequest) platform.Answer {
	if _, ok := q.world.Category(req.CategoryID); !ok {
		return &platform.GetCategoryAttributesResponse{Success: no, ErrorCode: noCategory, ErrorMsg: noCategoryZH}
	}
	out := &platform.GetCategoryAttributesResponse{Success: yes}
	for i, a := range q.world.CategoryAttributes(req.CategoryID) {
		row := platform.CategoryAttribute{
			AttrID: loose.IntNumber(a.ID), Name: a.Name.Chinese, Required: loose.BoolValue(a.SKU), FieldType: "enum",
			InputType:      platform.AttributeInputTypeDropDown,
			IsSKUAttribute: loose.BoolValue(a.SKU), Aspect: "0;", IsSpecPicAttr: no,
			FirstLevel: yes,
			Sort:       loose.IntNumber(int64(i + 1)), RecommendAttr: no,
		}
		for _, v := range a.Values {
			row.AttrValues = append(row.AttrValues, platform.CategoryAttributeValue{
				AttrValueID: loose.IntNumber(world.AttributeValueID(v.Chinese)), Name: v.Chinese, EnName: v.English,
				IsSKU: loose.BoolValue(a.SKU),
			})
		}
		out.Attributes = append(out.Attributes, row)
	}
	q.rows(len(out.Attributes), "attributes")
	return out
}
